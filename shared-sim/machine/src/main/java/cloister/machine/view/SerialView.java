package cloister.machine.view;

import cloister.codec.Json;
import cloister.device.uart.Uart;
import java.util.List;

/** The serial port: its speed and line settings, FIFOs, interrupts and lines. */
final class SerialView {
  private static final String INTERRUPTS = "ERBFI ETBEI ELSI EDSSI";
  private static final String LINE_STATUS = "DR OE PE FE BI THRE TEMT ERR";
  private static final String MODEM_CONTROL = "DTR RTS OUT1 OUT2 LOOP";
  private static final String MODEM_STATUS = "DCTS DDSR TERI DDCD CTS DSR RI DCD";
  private static final String PARITIES = "NONENMNS";
  private static final int FASTEST_BAUD = 115_200;

  private SerialView() {}

  static List<Json> rows(Uart uart) {
    Uart.Settings port = uart.look();
    return new Rows()
        .number("divisor", port.divisor())
        .text("baud", port.divisor() == 0 ? "–" : Integer.toString(FASTEST_BAUD / port.divisor()))
        .text("frame", frame(port.lineControl()))
        .on("divisor-latch", (port.lineControl() & 1 << 7) != 0)
        .on("fifos", port.fifos())
        .number("trigger", port.trigger())
        .number("bytes-arrived", port.arrived())
        .number("bytes-coming", port.coming())
        .bits("interrupt-enable", port.interruptEnable(), 2, INTERRUPTS)
        .text("interrupt-cause", cause(port.cause()))
        .bits("line-status", port.lineStatus(), 2, LINE_STATUS)
        .bits("modem-control", port.modemControl(), 2, MODEM_CONTROL)
        .bits("modem-status", port.modemStatus(), 2, MODEM_STATUS)
        .list();
  }

  /** Data bits, parity and stop bits as they are usually written: 8N1. */
  private static String frame(int lineControl) {
    int data = 5 + (lineControl & 3);
    boolean moreStops = (lineControl & 4) != 0;
    String stops = !moreStops ? "1" : data == 5 ? "1.5" : "2";
    return Integer.toString(data) + PARITIES.charAt(lineControl >>> 3 & 7) + stops;
  }

  /** The four bits of the identification register, by the manual's names of the causes. */
  private static String cause(int bits) {
    return switch (bits) {
      case 6 -> "OE";
      case 4 -> "DR";
      case 12 -> "CTI";
      case 2 -> "THRE";
      case 0 -> "MSI";
      default -> "–";
    };
  }
}
