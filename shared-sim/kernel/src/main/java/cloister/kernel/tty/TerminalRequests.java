package cloister.kernel.tty;

/** What ioctl(2) can ask of a terminal (ioctl_tty(2)). */
final class TerminalRequests {
  static final int TCGETS = 0x5401;
  static final int TCSETS = 0x5402;
  static final int TCSETSW = 0x5403;
  static final int TCSETSF = 0x5404;
  static final int TCFLSH = 0x540B;
  static final int TIOCSCTTY = 0x540E;
  static final int TIOCGPGRP = 0x540F;
  static final int TIOCSPGRP = 0x5410;
  static final int TIOCGWINSZ = 0x5413;
  static final int TIOCSWINSZ = 0x5414;
  static final int FIONREAD = 0x541B;
  static final int TIOCNOTTY = 0x5422;
  static final int TIOCGSID = 0x5429;

  private TerminalRequests() {}
}
