package cloister.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Time, level, where from and {@code key=value} pairs, on one line. */
public final class LineFormat extends Formatter {
  @Override
  public String format(LogRecord record) {
    StringBuilder line = new StringBuilder();
    line.append(record.getInstant().truncatedTo(ChronoUnit.MILLIS)).append(' ');
    line.append(record.getLevel()).append(' ');
    line.append(record.getLoggerName()).append(' ');
    line.append(oneLine(formatMessage(record))).append('\n');
    if (record.getThrown() != null) {
      StringWriter trace = new StringWriter();
      record.getThrown().printStackTrace(new PrintWriter(trace));
      line.append(trace);
    }
    return line.toString();
  }

  /** Nobody can forge a line by what they send. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
