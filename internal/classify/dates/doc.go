// Package dates finds the dates of a paper and tells what each one means:
// collected, operated, discharged, printed, born. From that it picks the date of
// service, and says why where day and month could be the other way round.
package dates
