package pdfcheck

import (
	"strconv"

	"guidec/internal/diag"
)

func itoa(n int) string { return strconv.Itoa(n) }

// readNameTree reads a name tree (7.9.6) and holds its order, which viewers
// rely on to find a name. Findings have the code.
func (c *checker) readNameTree(v any, code diag.Code) map[string]any {
	names := map[string]any{}
	last, first := "", true
	c.walkTree(v, code, "Names", func(k, v any) {
		t, ok := c.resolve(k).(text)
		if !ok || !first && string(t) <= last {
			c.add(code, "the name %q stands out of order", string(t))
		}
		last, first = string(t), false
		names[string(t)] = v
	})
	return names
}

// readNumberTree reads a number tree (7.9.7).
func (c *checker) readNumberTree(v any) map[int]any {
	numbers := map[int]any{}
	last, first := 0, true
	c.walkTree(v, diag.PDFParentTree, "Nums", func(k, v any) {
		n, ok := k.(int)
		if !ok || !first && n <= last {
			c.add(diag.PDFParentTree, "the key %v stands out of order", k)
		}
		last, first = n, false
		numbers[n] = v
	})
	return numbers
}

// walkTree goes through the leaves of a name or number tree, and holds that
// the limits of each node are those of its entries.
func (c *checker) walkTree(v any, code diag.Code, leaf name, visit func(k, v any)) {
	if v == nil {
		return
	}
	nodes := 0
	var walk func(v any, root bool)
	walk = func(v any, root bool) {
		node := c.dict(v)
		if nodes++; node == nil || nodes > len(c.index) {
			c.add(code, "a tree of names or numbers is broken")
			return
		}
		for _, k := range c.array(node["Kids"]) {
			walk(k, false)
		}
		list := c.array(node[leaf])
		if limits := c.array(node["Limits"]); !root && len(list) > 1 &&
			(len(limits) != 2 || limits[0] != list[0] || limits[1] != list[len(list)/2*2-2]) {
			c.add(code, "the limits %v are not those of their leaf", limits)
		}
		for i := 0; i+1 < len(list); i += 2 {
			visit(list[i], list[i+1])
		}
	}
	walk(v, true)
}
