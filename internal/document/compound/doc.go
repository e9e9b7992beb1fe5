// Package compound reads compound files (MS-CFB), the file system in a file
// that Word, Excel, PowerPoint and Outlook kept their documents in until 2007
// and Outlook keeps its messages in today. A chain of sectors that loops, or a
// size that a header only claims, ends the stream and nothing else: what stands
// before it can still be read.
package compound
