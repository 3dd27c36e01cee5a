package cloister.kernel.net;

import cloister.kernel.vfs.FileDescription;
import java.util.List;

/**
 * What goes along with the bytes that are sent (sendmsg(2)).
 *
 * @param to where to, as the program says it; null for the other end
 * @param sender who is said to send; null where nothing is said
 * @param rights open files
 * @param flags of send(2)
 */
public record Outgoing(byte[] to, Sender sender, List<FileDescription> rights, int flags) {
  /** Nothing, as by write(2). */
  public static final Outgoing PLAIN = new Outgoing(null, null, List.of(), 0);
}
