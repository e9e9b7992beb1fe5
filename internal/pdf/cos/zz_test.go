package cos
import ("testing";"os";"path/filepath";"fmt";"io";"strings";"runtime";"time";"sort")
type cnt struct{ io.ReadSeeker; n, bulk, reads, seeks, reb int64 }
func (c *cnt) Read(p []byte)(int,error){ n,e:=c.ReadSeeker.Read(p); c.n+=int64(n); c.reads++; if len(p)>65536 {c.bulk+=int64(n)}; return n,e}
func (c *cnt) Seek(o int64,w int)(int64,error){ c.seeks++; return c.ReadSeeker.Seek(o,w)}
func TestZZ(t *testing.T){
 var rows []string
 filepath.Walk(os.Getenv("ZZ"),func(p string,i os.FileInfo,e error)error{
  if e!=nil||!strings.HasSuffix(strings.ToLower(p),".pdf")||i.Size()>300<<20{return nil}
  f,_:=os.Open(p); defer f.Close()
  c:=&cnt{ReadSeeker:f}
  var m0,m1 runtime.MemStats; runtime.ReadMemStats(&m0); t0:=time.Now()
  d,err:=Open(t.Context(),c,i.Size(),"")
  el:=time.Since(t0); runtime.ReadMemStats(&m1)
  objs:=0; if d!=nil{objs=len(d.ctx.Table)}
  rows=append(rows,fmt.Sprintf("%8.2f x %9d size %9d read %9d bulk %7d objs %6d seeks %5dms %5dMB alloc %5d live %.60v %s",float64(c.n)/float64(i.Size()+1),i.Size(),c.n,c.bulk,objs,c.seeks,el.Milliseconds(),(m1.TotalAlloc-m0.TotalAlloc)>>20,m1.HeapAlloc>>20,err,filepath.Base(p)))
  return nil})
 sort.Strings(rows)
 for _,r:=range rows{fmt.Println(r)}
}
