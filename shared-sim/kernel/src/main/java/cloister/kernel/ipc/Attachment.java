package cloister.kernel.ipc;

import cloister.kernel.mm.MappedFile;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** A segment as areas of memory show it: each of them counts. */
public final class Attachment extends MappedFile {
  private Segment segment;
  private String name = "";

  public Attachment(int id) {
    super(id);
  }

  Attachment of(Segment what, String shown) {
    segment = what;
    name = shown;
    return this;
  }

  public Segment segment() {
    return segment;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void share() {
    segment.attached();
  }

  @Override
  public void release() {
    segment.detached();
  }

  @Override
  public boolean joins() {
    return false;
  }

  @Override
  public Kind kind() {
    return Kind.ATTACHMENT;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(segment);
    out.text(name);
  }

  @Override
  public void load(ObjectReader in) {
    segment = in.pointer();
    name = in.text();
  }
}
