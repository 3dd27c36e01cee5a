package cloister.machine.view;

import cloister.codec.Json;
import cloister.device.rtc.Rtc;
import cloister.time.CivilTime;
import java.util.List;

/** The clock chip: date, alarm, how often it interrupts, and its four control registers. */
final class ClockView {
  private static final String A = ". . . . . . . UIP";
  private static final String B = "DSE 24/12 DM SQWE UIE AIE PIE SET";
  private static final String C = ". . . . UF AF PF IRQF";
  private static final String D = ". . . . . . . VRT";

  private ClockView() {}

  static List<Json> rows(Rtc rtc) {
    Rtc.Reading clock = rtc.look();
    return new Rows()
        .text("date", date(clock.shown()))
        .text("alarm", alarm(clock))
        .text("periodic", clock.periodicHertz() == 0 ? "–" : clock.periodicHertz() + " Hz")
        .bits("register-a", clock.a(), 2, A)
        .bits("register-b", clock.b(), 2, B)
        .bits("register-c", clock.c(), 2, C)
        .bits("register-d", clock.d(), 2, D)
        .hex("cmos-index", clock.index(), 2)
        .list();
  }

  private static String date(CivilTime time) {
    return two(time.year() / 100)
        + two(time.year() % 100)
        + "-"
        + two(time.month())
        + "-"
        + two(time.day())
        + " "
        + timeOfDay(time.hour(), time.minute(), time.second());
  }

  private static String alarm(Rtc.Reading clock) {
    return timeOfDay(clock.alarmHour(), clock.alarmMinute(), clock.alarmSecond());
  }

  private static String timeOfDay(int hour, int minute, int second) {
    return two(hour) + ":" + two(minute) + ":" + two(second);
  }

  /** Two digits, or two stars for whatever it is. */
  private static String two(int value) {
    return value < 0 ? "**" : value < 10 ? "0" + value : Integer.toString(value);
  }
}
