package cloister.kernel.net;

import cloister.kernel.cred.Credentials;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * Who is at the other end of a socket, or has sent a message (SO_PEERCRED, SCM_CREDENTIALS), by the
 * kernel's own numbers.
 */
public record Sender(int process, int user, int group) {
  /** Nobody that is known. */
  public static final Sender UNKNOWN = new Sender(0, -1, -1);

  public static Sender of(int process, Credentials who) {
    return new Sender(process, who.euid(), who.egid());
  }

  void save(ObjectWriter out) {
    out.numbers(new int[] {process, user, group});
  }

  static Sender load(ObjectReader in) {
    int[] words = in.numbers();
    return new Sender(words[0], words[1], words[2]);
  }
}
