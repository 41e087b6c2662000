package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"
)

// phone is the width, in CSS pixels, of the narrowest screen the drawings are made for.
const phone = 360

// HomeWidth is the recommended width of a frame: one unit is half a pixel on a phone, so whole numbers are fine enough.
const HomeWidth = 2 * phone

// Frame lays a piece of the Earth on a drawing, in Web Mercator as every web map does, so that a drawn map and an
// interactive one agree point for point.
type Frame struct {
	Width, Height float64 // in units of the drawing
	Bounds        orb.Bound
	west, north   float64 // Mercator metres of the corner (0, 0)
	scale         float64 // units per Mercator metre
}

// NewFrame gives a frame of that width; its height follows from the shape of the bound.
func NewFrame(bound orb.Bound, width float64) Frame {
	a := project.Point(orb.Point{bound.Min[0], bound.Max[1]}, project.WGS84.ToMercator)
	b := project.Point(orb.Point{bound.Max[0], bound.Min[1]}, project.WGS84.ToMercator)
	f := Frame{Width: width, Bounds: bound, west: a[0], north: a[1], scale: width / (b[0] - a[0])}
	f.Height = math.Round((a[1] - b[1]) * f.scale)
	return f
}

// HomeBound is what the map shows when nothing was asked: Wallonia and Brussels whole, and enough of Flanders for
// Belgium to be recognised, with room at the edges for a disc on the last village.
func HomeBound() orb.Bound {
	return orb.Bound{Min: orb.Point{2.36, 49.38}, Max: orb.Point{6.53, 51.58}}
}

// XY places a position in the drawing, whether inside the frame or not.
func (f Frame) XY(p orb.Point) (x, y float64) {
	m := project.Point(p, project.WGS84.ToMercator)
	return (m[0] - f.west) * f.scale, (f.north - m[1]) * f.scale
}

// Point is the position of a place in the drawing: the inverse of XY.
func (f Frame) Point(x, y float64) orb.Point {
	return project.Point(orb.Point{f.west + x/f.scale, f.north - y/f.scale}, project.Mercator.ToWGS84)
}

// Contains tells whether a position is inside the frame.
func (f Frame) Contains(p orb.Point) bool { return f.Bounds.Contains(p) }

// Px is the number of units in one CSS pixel on a phone 360 pixels wide.
func (f Frame) Px() float64 { return f.Width / phone }
