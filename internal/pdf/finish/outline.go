package finish

import "fmt"

// writeOutline writes the outline (12.3.3) and returns its number.
func (f *finisher) writeOutline() (int, error) {
	id := f.number()
	links, shown, err := f.writeItems(f.Outline, id)
	if err != nil {
		return 0, err
	}
	f.put(id, append(spelling("<</Type/Outlines"), links...).raw("/Count ").int(shown).raw(">>"))
	return id, nil
}

// writeItems writes the kids of an item. It returns what the item says of
// them, and how many lines show when it is open.
func (f *finisher) writeItems(items []*OutlineItem, parent int) (links spelling, shown int, err error) {
	ids := make([]int, len(items))
	for i := range items {
		ids[i] = f.number()
	}
	shown = len(items)
	for i, item := range items {
		dest := f.dests[item.Dest]
		if dest == nil || item.Title == "" {
			return nil, 0, fmt.Errorf("outline: %q leads nowhere: there is no destination %q", item.Title, item.Dest)
		}
		o := spelling("<</Title").text(item.Title).raw("/Parent ").ref(parent).
			raw("/Dest").destination(pageObject(dest.Page), dest.Y)
		if i > 0 {
			o = o.raw("/Prev ").ref(ids[i-1])
		}
		if i+1 < len(ids) {
			o = o.raw("/Next ").ref(ids[i+1])
		}
		if len(item.Kids) > 0 {
			kids, n, err := f.writeItems(item.Kids, ids[i])
			if err != nil {
				return nil, 0, err
			}
			if item.Open {
				shown += n
			} else {
				n = -n
			}
			o = append(o, kids...).raw("/Count ").int(n)
		}
		f.put(ids[i], o.raw(">>"))
	}
	return spelling("/First ").ref(ids[0]).raw("/Last ").ref(ids[len(ids)-1]), shown, nil
}
