/* The C locale (POSIX, Base Definitions 7.3). */
#include <langinfo.h>

static char *const days[] = {"Sun",    "Mon",     "Tue",       "Wed",      "Thu",
                             "Fri",    "Sat",     "Sunday",    "Monday",   "Tuesday",
                             "Wednesday", "Thursday", "Friday", "Saturday"};
static char *const months[] = {
    "Jan",  "Feb",  "Mar",    "Apr",       "May",     "Jun",      "Jul",     "Aug",
    "Sep",  "Oct",  "Nov",    "Dec",       "January", "February", "March",   "April",
    "May",  "June", "July",   "August",    "September", "October", "November", "December"};
static char *const formats[] = {"AM", "PM", "%a %b %e %H:%M:%S %Y", "%m/%d/%y", "%H:%M:%S",
                                "%I:%M:%S %p"};

char *nl_langinfo(nl_item item) {
  if (item >= ABDAY_1 && item <= DAY_7) {
    return days[item - ABDAY_1];
  }
  if (item >= ABMON_1 && item <= MON_12) {
    return months[item - ABMON_1];
  }
  if (item >= AM_STR && item <= T_FMT_AMPM) {
    return formats[item - AM_STR];
  }
  switch (item) {
    case CODESET:
      return "UTF-8";
    case RADIXCHAR:
      return ".";
    case YESEXPR:
      return "^[yY]";
    case NOEXPR:
      return "^[nN]";
    default:
      return "";
  }
}
