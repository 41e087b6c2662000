package content
import ("testing";"strings")
func TestProf(t *testing.T){ problems("initiatives/a.md", head("titre: " + strings.Repeat("[",100000))) }
