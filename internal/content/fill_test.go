package content
import ("testing";"encoding/json";"os")
func TestFill(t *testing.T){ out:=map[string][]string{}; for _,m:=range allMistakes(){ if _,ok:=out[m.name];ok{t.Fatal("twice",m.name)}; out[m.name]=brief(problems(m.file(),m.text))}; b,_:=json.Marshal(out); os.WriteFile("/tmp/fill.json",b,0644)}
