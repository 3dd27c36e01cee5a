package cloister.kernel.tty;

/** What a terminal does to the processes that it belongs to. */
public interface TerminalSignals {
  void signalGroup(int group, int signal);

  /** To the process that leads a session, which has the session's number. */
  void signalLeader(int session, int signal);

  /** The processes of a session have no terminal any more. */
  void endControl(int session);
}
