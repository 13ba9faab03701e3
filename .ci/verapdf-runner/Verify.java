import java.io.File;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Collectors;
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
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        List<String> findings = Arrays.asList(files).parallelStream().map(Verify::check).collect(Collectors.toList());
        findings.forEach(System.out::print);
        System.exit(findings.stream().allMatch(String::isEmpty) ? 0 : 1);
    }

    private static String check(String file) {
        StringBuilder out = new StringBuilder();
        for (PDFAFlavour profile : PROFILES) {
            check(file, profile, out);
        }
        return out.toString();
    }

    private static void check(String file, PDFAFlavour profile, StringBuilder out) {
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
            rules.forEach((id, f) -> out.append(describe(file, profile, id, f)));
            if (rules.isEmpty() && !result.isCompliant()) {
                out.append(String.format("%s: %s: does not conform%n", file, profile.getId()));
            }
        } catch (Exception | StackOverflowError e) {
            out.append(String.format("%s: %s: %s%n", file, profile.getId(), e));
        }
    }

    private static String describe(String file, PDFAFlavour profile, RuleId id, Findings f) {
        String text = String.format("%s: %s: clause %s, test %d, %d times: %s%n    first at %s%n", file, profile.getId(),
                id.getClause(), id.getTestNumber(), f.count, f.first.getMessage(), f.first.getLocation().getContext());
        String more = f.first.getErrorMessage();
        return more == null || more.equals(f.first.getMessage()) ? text : text + String.format("    %s%n", more);
    }
}
