// Package mail reads messages: e-mail (RFC 5322, MIME), mailboxes of them, and
// Outlook's own files (MS-OXMSG) and attachments (MS-OXTNEF). Who wrote to whom,
// when and what becomes blocks; what is attached becomes parts. Nothing is
// fetched, and no signature is checked.
package mail
