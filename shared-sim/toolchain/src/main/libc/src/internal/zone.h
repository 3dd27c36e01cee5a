/* The zone that TZ names. */
#ifndef INTERNAL_ZONE_H
#define INTERNAL_ZONE_H

/* How far a zone is east of Greenwich at a time, and its name then; whether it is daylight saving
   time. tzset comes before. */
int __zone_at(long long seconds, long *offset, const char **name);

/* The seconds since 1970 of a local date's seconds; dst as tm_isdst, below 0 where it is not
   known. */
long long __zone_seconds(long long local, int dst);

#endif
