package cloister.time;

/**
 * A date of the Gregorian calendar and a time of day.
 *
 * @param month 1 to 12
 * @param day 1 to 31
 */
public record CivilTime(int year, int month, int day, int hour, int minute, int second) {
  private static final int SECONDS_A_DAY = 86_400;
  private static final int DAYS_A_CENTURY = 36_524;
  private static final int DAYS_IN_400_YEARS = 146_097;

  /** Days from 1 March of year 0 to 1 January 1970. */
  private static final int EPOCH = 719_468;

  /** The date so many seconds after the beginning of 1970. */
  public static CivilTime of(long seconds) {
    long days = Math.floorDiv(seconds, (long) SECONDS_A_DAY);
    int rest = (int) (seconds - days * SECONDS_A_DAY);
    int since = (int) days + EPOCH;
    int era = Math.floorDiv(since, DAYS_IN_400_YEARS);
    int inEra = since - era * DAYS_IN_400_YEARS;
    int yearInEra =
        (inEra - inEra / 1460 + inEra / DAYS_A_CENTURY - inEra / (DAYS_IN_400_YEARS - 1)) / 365;
    int dayInYear = inEra - (365 * yearInEra + yearInEra / 4 - yearInEra / 100);
    // Years begin in March here, so that the leap day is their last.
    int fromMarch = (5 * dayInYear + 2) / 153;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    return new CivilTime(
        era * 400 + yearInEra + (month <= 2 ? 1 : 0),
        month,
        dayInYear - (153 * fromMarch + 2) / 5 + 1,
        rest / 3600,
        rest / 60 % 60,
        rest % 60);
  }

  /** Seconds since the beginning of 1970. */
  public long seconds() {
    return (long) days() * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;
  }

  /** 1 for Sunday to 7 for Saturday. */
  public int weekday() {
    return Math.floorMod(days() + 4, 7) + 1;
  }

  private int days() {
    int marchYear = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(marchYear, 400);
    int yearInEra = marchYear - era * 400;
    int dayInYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int inEra = yearInEra * 365 + yearInEra / 4 - yearInEra / 100 + dayInYear;
    return era * DAYS_IN_400_YEARS + inEra - EPOCH;
  }
}
