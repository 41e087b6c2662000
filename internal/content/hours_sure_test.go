package content

import (
	"encoding/json"
	"testing"
)

// TestSureHours: what programs are given, "" for hours that are not certain.
func TestSureHours(t *testing.T) {
	for text, want := range map[string]string{
		// Days, times, nights.
		"Mo-Fr 09:00-17:00":                              `[{"days":[0,1,2,3,4],"times":[[540,1020]]}]`,
		"Sa-Mo 10:00-12:00":                              `[{"days":[0,5,6],"times":[[600,720]]}]`,
		"Mo,We,Mo 13:00-17:00,09:00-12:00":               `[{"days":[0,2],"times":[[540,720],[780,1020]]}]`,
		"Fr 22:00-03:00":                                 `[{"days":[4],"times":[[1320,1620]]}]`,
		"09:00-17:00":                                    `[{"times":[[540,1020]]}]`,
		"24/7":                                           `[{"times":[[0,1440]]}]`,
		"Mo 09:00-12:00,11:00-13:00":                     `[{"days":[0],"times":[[540,780]]}]`,
		"Mo-Fr 00:00-24:00":                              `[{"days":[0,1,2,3,4],"times":[[0,1440]]}]`,
		"Mo[1-2],Fr[-1] 10:00-12:00":                     `[{"nth":[[0,1],[0,2],[4,-1]],"times":[[600,720]]}]`,
		"PH,Su 10:00-12:00":                              `[{"days":[6],"ph":true,"times":[[600,720]]}]`,
		"Oct-Mar Mo 10:00-12:00":                         `[{"dates":[[1001,331]],"days":[0],"times":[[600,720]]}]`,
		"Dec 24-Jan 02 off":                              `[{"dates":[[1224,102]]}]`,
		"Jul,Dec 25-26 Mo-Su 10:00-12:00":                `[{"dates":[[701,731],[1225,1226]],"days":[0,1,2,3,4,5,6],"times":[[600,720]]}]`,
		"Mo-Fr 09:00-17:00; PH off":                      `[{"days":[0,1,2,3,4],"times":[[540,1020]]},{"ph":true}]`,
		"Mo-Fr 09:00-17:00; We 09:00-12:00":              `[{"days":[0,1,2,3,4],"times":[[540,1020]]},{"days":[2],"times":[[540,720]]}]`,
		"Mo-Fr 09:00-17:00; Jul-Aug off":                 `[{"days":[0,1,2,3,4],"times":[[540,1020]]},{"dates":[[701,831]]}]`,
		"Apr-Sep Mo 10:00-12:00; Oct-Mar Mo 14:00-16:00": `[{"dates":[[401,931]],"days":[0],"times":[[600,720]]},{"dates":[[1001,331]],"days":[0],"times":[[840,960]]}]`,
		"PH off; Mo-Fr 09:00-17:00":                      `[{"ph":true},{"days":[0,1,2,3,4],"times":[[540,1020]]}]`,

		// Not certain by themselves.
		`Mo-Fr 09:00-17:00 "sur rendez-vous"`:   "",
		`Mo-Fr 09:00-17:00; "sur rendez-vous"`:  "",
		"Mo-Fr 09:00-17:00; SH off":             "",
		"Mo-Fr 09:00-17:00; PH,SH off":          "",
		"Mo-Fr 18:00+":                          "",
		"Mo-Fr":                                 "",
		"off":                                   "",
		"Mo-Fr 09:00-17:00; off":                "",
		"Mo-Fr 09:00-17:00; Jul":                "",
		"Jul-Aug off; Mo[2] 14:00-16:00,20:00+": "",

		// Read one way by the format, another by people.
		"Mo 09:00-12:00; Mo 14:00-17:00":                   "",
		"Mo-Fr 09:00-12:00; Fr 14:00-16:00":                "",
		"We off; Mo-Fr 09:00-17:00":                        "",
		"Jul-Aug off; Mo-Fr 09:00-17:00":                   "",
		"Tu 10:00-12:00; Tu[1] 14:00-16:00":                "",
		"PH off; PH,Mo 10:00-12:00":                        "",
		"Dec 20-Jan 05 Mo 10:00-11:00; Jan Mo 14:00-15:00": "",
	} {
		_, sure, f := ParseHours(text)
		if f != nil {
			t.Errorf("%q is refused: %v", text, f)
			continue
		}
		got := ""
		if sure != nil {
			data, err := json.Marshal(sure)
			if err != nil {
				t.Fatal(err)
			}
			got = string(data)
		}
		if got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}
