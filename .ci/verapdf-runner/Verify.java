import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** Checks files against PDF/UA-1 and PDF/A-2a and prints what they break. */
public class Verify {
    private static final PDFAFlavour[] PROFILES = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A};

    /** The findings of one rule: how many, and the first. */
    private static final class Findings {
        int count;
        TestAssertion first;
    }

    public static void main(String[] files) {
        LogManager.getLogManager().reset();
        java.util.logging.Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        int bad = 0;
        for (String file : files) {
            for (PDFAFlavour profile : PROFILES) {
                if (!conforms(file, profile)) {
                    bad++;
                }
            }
        }
        System.exit(bad == 0 ? 0 : 1);
    }

    private static boolean conforms(String file, PDFAFlavour profile) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), profile);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            Map<RuleId, Findings> rules = new LinkedHashMap<>();
            for (TestAssertion a : result.getTestAssertions()) {
                if (a.getStatus() == TestAssertion.Status.FAILED) {
                    Findings f = rules.computeIfAbsent(a.getRuleId(), id -> new Findings());
                    if (f.count++ == 0) {
                        f.first = a;
                    }
                }
            }
            rules.forEach((id, f) -> print(file, profile, id, f));
            return result.isCompliant();
        } catch (Exception | StackOverflowError e) {
            System.out.printf("%s: %s: %s%n", file, profile.getId(), e);
            return false;
        }
    }

    private static void print(String file, PDFAFlavour profile, RuleId id, Findings f) {
        System.out.printf("%s: %s: clause %s, test %d, %d times: %s%n", file, profile.getId(), id.getClause(),
                id.getTestNumber(), f.count, f.first.getMessage());
        System.out.printf("    first at %s%n", f.first.getLocation().getContext());
        if (f.first.getErrorMessage() != null && !f.first.getErrorMessage().equals(f.first.getMessage())) {
            System.out.printf("    %s%n", f.first.getErrorMessage());
        }
    }
}
