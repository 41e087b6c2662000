package theme_test

import (
	"enrouteweb.org/balise/assets"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/output"
	"io/fs"
	"fmt"
	"github.com/paulmach/orb"
)

// scratch: real map for the preview
func realMap() *output.MapView {
	f, err := assets.FS()
	if err != nil { return nil }
	data, err := fs.ReadFile(f, "geo.json")
	if err != nil { return nil }
	a, err := geo.Load(data)
	if err != nil { panic(err) }
	fr := geo.NewFrame(geo.HomeBound(), 360)
	fine := geo.NewFrame(geo.HomeBound(), 720)
	v := &output.MapView{Width: fr.Width, Height: fr.Height, Scale: .5, Country: a.Outline(fine), Neighbours: a.Neighbours(fine), Provinces: a.Provinces(fine), Titre: "La carte"}
	var pl []geo.Placed
	add := func(lat, lon float64, c string, n int) { for range n { pl = append(pl, geo.Placed{At: orb.Point{lon, lat}, Commune: c}) } }
	add(50.85, 4.35, "Bruxelles", 12); add(50.454, 3.956, "Mons", 3); add(50.467, 4.867, "Namur", 1); add(50.41, 4.44, "Charleroi", 2); add(50.63, 5.57, "Liège", 4); add(50.59, 5.86, "Verviers", 1); add(49.68, 5.81, "Arlon", 1); add(50.0, 5.71, "Bastogne", 1); add(50.6, 3.39, "Tournai", 1); add(50.67, 4.61, "Ottignies", 1); add(50.26, 4.91, "Dinant", 1); add(50.72, 4.40, "Waterloo", 1); add(50.84, 4.20, "Dilbeek", 1)
	gs := geo.Merge(pl, fr, 30*fr.Px())
	formes := []string{"rond", "carre", "losange", "triangle"}
	for i, g := range gs {
		m := output.MapMark{X: g.X, Y: g.Y, R: g.R, N: g.Count(), Text: fmt.Sprint(g.Count()), Name: fmt.Sprint(g.Count(), " initiatives à ", g.Commune), URL: "#", Forme: formes[i%4], Rank: i%4 + 1, Area: i%3 == 0}
		if m.N == 1 { m.Name = "Le Relais, à " + g.Commune; m.Text = "SPAT"[i%4:][:1] }
		v.Marks = append(v.Marks, m)
	}
	for _, l := range a.Labels(fr, gs, 16) {
		v.Labels = append(v.Labels, output.MapLabel{X: l.X, Y: l.Y, Anchor: l.Anchor, Name: l.Name})
	}
	return v
}
