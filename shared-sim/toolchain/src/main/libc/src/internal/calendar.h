/* Days and dates of the proleptic Gregorian calendar. */
#ifndef INTERNAL_CALENDAR_H
#define INTERNAL_CALENDAR_H

#include <time.h>

/* Days from 1 January 1970 to a day of a month; month is 0 to 11, but day may be any. */
long long __days_from_date(long long year, int month, long long day);

/* Seconds since 1970 to a date, without a zone. Returns -1 where the year does not fit an int. */
int __date_from_seconds(long long seconds, struct tm *date);

/* Seconds of a date whose fields may be out of their ranges. */
long long __seconds_from_date(const struct tm *date);

#endif
