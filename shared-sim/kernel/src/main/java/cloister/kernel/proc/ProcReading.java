package cloister.kernel.proc;

import cloister.kernel.abi.KernelError;
import cloister.kernel.fs.Content;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;

/**
 * An open file that reading itself changes: who reads on is told on, and who begins, or reads
 * elsewhere, is told anew (fs/seq_file.c).
 */
public final class ProcReading extends FileOperations {
  private ProcFile file;
  private String told = "";

  /** Where what is told goes on. */
  private long next;

  public ProcReading(int id) {
    super(id);
  }

  ProcReading of(ProcFile shown) {
    file = shown;
    return this;
  }

  @Override
  public int read(FileDescription open, UserBuffer to, Caller caller) throws KernelError {
    if (open.position() == 0 || open.position() != next) {
      told = file.text(caller);
    }
    int count = Content.read(told, open, to);
    next = open.position();
    return count;
  }

  @Override
  public int write(FileDescription open, UserBuffer from, Caller caller) throws KernelError {
    return file.write(open, from, caller);
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public boolean isSent() {
    return file.isSent();
  }

  @Override
  public Kind kind() {
    return Kind.PROC_READING;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(file);
    out.text(told);
    out.number(next);
  }

  @Override
  public void load(ObjectReader in) {
    file = in.pointer();
    told = in.text();
    next = in.longNumber();
  }
}
