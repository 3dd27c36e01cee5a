package cloister.kernel.overlay;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Credentials;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.Inode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A directory of an overlay: those of the layers together. */
public final class OverlayDirectory extends Directory implements Layered {
  /** A position is that in a layer, behind those of the layers above. */
  private static final int LAYER_BITS = 22;

  private Overlay overlay;

  /** Null while it is of lower layers alone. */
  private Directory upper;

  private List<Directory> lowers = List.of();

  /** Those that somebody has asked for. */
  private final TreeMap<String, Inode> children = new TreeMap<>();

  public OverlayDirectory(int id) {
    super(id);
  }

  /**
   * @param upperLayer null where there is none
   * @param lowerLayers the uppermost first
   */
  OverlayDirectory begin(Overlay of, Directory upperLayer, List<Directory> lowerLayers) {
    overlay = of;
    upper = upperLayer;
    lowers = List.copyOf(lowerLayers);
    Directory number = lowers.isEmpty() ? upper : lowers.getFirst();
    createNumbered(of.fileSystem(), number.number(), real().mode());
    setLinks(2);
    stack().forEach(Inode::use);
    return this;
  }

  /** The uppermost first. */
  List<Directory> stack() {
    List<Directory> stack = new ArrayList<>(lowers);
    if (upper != null) {
      stack.addFirst(upper);
    }
    return stack;
  }

  @Override
  public Inode real() {
    return upper == null ? lowers.getFirst() : upper;
  }

  @Override
  protected Inode changeable() {
    return upper;
  }

  @Override
  protected boolean isBacked(int asked) {
    return overlay.allows(real(), upper != null, asked);
  }

  @Override
  public long size() {
    return real().size();
  }

  @Override
  public boolean keepsAttributes() {
    return real().keepsAttributes();
  }

  /** Linux does not count the directories in one that is merged. */
  @Override
  public int linksShown() {
    return isRemoved() || upper != null && lowers.isEmpty() ? real().linksShown() : 1;
  }

  @Override
  public boolean isOf(Inode first, boolean isUpper) {
    return isUpper ? upper == first : upper == null && lowers.getFirst() == first;
  }

  @Override
  public Optional<Inode> lookup(String entry) {
    List<Inode> seen = Layers.seen(stack(), entry);
    Inode known = children.get(entry);
    if (seen.isEmpty()) {
      forget(entry, known);
      return Optional.empty();
    }
    boolean isUpper = upper != null && upper.lookup(entry).orElse(null) == seen.getFirst();
    if (known instanceof Layered layered && layered.isOf(seen.getFirst(), isUpper)) {
      return Optional.of(known);
    }
    forget(entry, known);
    Inode fresh = overlay.wrap(seen, isUpper);
    children.put(entry, fresh);
    if (fresh instanceof OverlayFile file) {
      file.seenIn(this, entry);
    } else if (fresh instanceof Directory directory) {
      directory.placeIn(this, entry);
    }
    return Optional.of(fresh);
  }

  /** A layer was changed from outside: who has the file keeps it, but it is seen no more. */
  private void forget(String entry, Inode known) {
    if (known != null) {
      children.remove(entry);
      drop(known);
    }
  }

  /** It is seen no more; who has it open keeps it. */
  private static void drop(Inode child) {
    child.use();
    leave(child);
    ((Layered) child).named(0);
    child.unuse();
  }

  /** The directories of all layers, also of those that are overlays themselves. */
  List<Directory> leaves() {
    List<Directory> leaves = new ArrayList<>();
    for (Directory layer : stack()) {
      leaves.addAll(layer instanceof OverlayDirectory nested ? nested.leaves() : List.of(layer));
    }
    return leaves;
  }

  @Override
  public Optional<DirectoryEntry> entryAt(long position) {
    List<Directory> stack = leaves();
    int from = (int) Math.min(position >>> LAYER_BITS, stack.size());
    for (int layer = from; layer < stack.size(); layer++) {
      long base = (long) layer << LAYER_BITS;
      Optional<DirectoryEntry> entry = stack.get(layer).entryAt(Math.max(0, position - base));
      while (entry.isPresent()) {
        DirectoryEntry there = entry.get();
        Optional<Inode> seen =
            isAbove(stack, layer, there.name()) ? Optional.empty() : lookup(there.name());
        if (seen.isPresent()) {
          return Optional.of(new DirectoryEntry(base + there.position(), there.name(), seen.get()));
        }
        entry = stack.get(layer).entryAt(there.position() + 1);
      }
    }
    return Optional.empty();
  }

  private static boolean isAbove(List<Directory> stack, int layer, String entry) {
    return stack.subList(0, layer).stream().anyMatch(above -> above.lookup(entry).isPresent());
  }

  @Override
  public boolean isEmpty() {
    return entryAt(0).isEmpty();
  }

  @Override
  public void prepareChange() throws KernelError {
    overlay.requireUpper();
    if (upper != null) {
      return;
    }
    if (isRemoved()) {
      upper = (Directory) overlay.copyUnnamed(real(), 0);
      return;
    }
    OverlayDirectory above = (OverlayDirectory) parent();
    upper = (Directory) above.copyHere(this, name(), 0);
    overlay.witness().copiedUp(above.placeOf(name()), 0);
  }

  /** A copy of one of its files in the upper layer, in use, with so many bytes of the content. */
  Inode copyHere(Inode file, String entry, long bytes) throws KernelError {
    prepareChange();
    overlay.require(upper, Mode.WRITE | Mode.EXECUTE);
    long accessed = upper.accessed();
    long modified = upper.modified();
    Inode copy = Copies.make(upper, file.real(), overlay.mounter(), bytes);
    try {
      upper.add(entry, copy);
    } catch (KernelError refused) {
      Copies.drop(copy);
      throw refused;
    }
    upper.setTimes(accessed, modified);
    return copy;
  }

  @Override
  public Inode make(int mode, Credentials owner, int device) throws KernelError {
    if ((mode & Mode.TYPE) == Mode.CHARACTER && device == 0) {
      throw Errno.EPERM.error();
    }
    prepareChange();
    return made(upper.make(mode, owner, device));
  }

  @Override
  public Inode makeLink(String target, Credentials owner) throws KernelError {
    prepareChange();
    return made(upper.makeLink(target, owner));
  }

  private Inode made(Inode fresh) {
    Inode seen = overlay.wrap(List.of(fresh), true);
    ((Layered) seen).named(seen instanceof Directory ? 1 : 0);
    return seen;
  }

  @Override
  public void named(int links) {
    setLinks(links);
  }

  @Override
  public void add(String entry, Inode file) throws KernelError {
    if (isRemoved()) {
      throw Errno.ENOENT.error();
    }
    prepareChange();
    overlay.require(upper, Mode.WRITE | Mode.EXECUTE);
    Inode real = file.real();
    if (real instanceof Directory && !lowers.isEmpty()) {
      real.setAttribute(Layers.OPAQUE, Layers.yes());
    }
    if (upper.lookup(entry).isPresent()) {
      upper.remove(entry);
    }
    upper.add(entry, real);
    children.put(entry, file);
    file.addLinks(1);
    if (file instanceof Directory directory) {
      directory.placeIn(this, entry);
    }
  }

  @Override
  public void remove(String entry) throws KernelError {
    prepareChange();
    overlay.require(upper, Mode.WRITE | Mode.EXECUTE);
    boolean hides = !Layers.seen(lowers, entry).isEmpty();
    Inode whiteout = hides ? overlay.whiteout() : null;
    Inode file = lookup(entry).orElseThrow(Errno.ENOENT::error);
    if (file instanceof OverlayDirectory directory && directory.isEmpty()) {
      directory.clearWhiteouts();
    }
    if (upper.lookup(entry).isPresent()) {
      upper.remove(entry);
    }
    if (hides) {
      upper.add(entry, whiteout);
      overlay.witness().hidden(placeOf(entry));
    }
    children.remove(entry);
    leave(file);
    file.addLinks(-1);
  }

  private static void leave(Inode child) {
    if (child instanceof OverlayFile file) {
      file.seenIn(null, "");
    }
  }

  /** It is about to go, and what it hides with it. */
  private void clearWhiteouts() throws KernelError {
    Optional<DirectoryEntry> left = upper == null ? Optional.empty() : upper.entryAt(0);
    while (left.isPresent()) {
      upper.remove(left.get().name());
      left = upper.entryAt(0);
    }
  }

  @Override
  public void removed() {
    if (upper != null) {
      upper.removed();
    }
    super.removed();
  }

  @Override
  public void requireMovable(Inode file) throws KernelError {
    if (file instanceof OverlayDirectory directory && !directory.lowers.isEmpty()) {
      throw Errno.EXDEV.error();
    }
    prepareChange();
    file.prepareChange();
  }

  /** A path in the overlay, for those who are told of it. */
  String placeOf(String entry) {
    String above = parent() == this ? "" : ((OverlayDirectory) parent()).placeOf(name());
    return above + "/" + entry;
  }

  @Override
  protected void discard() {
    for (Inode child : children.values()) {
      if (child instanceof OverlayDirectory directory) {
        directory.discard();
      } else if (child.links() > 0) {
        drop(child);
      }
    }
    children.clear();
    boolean isRoot = parent() == this;
    List<Directory> layers = stack();
    gone();
    if (isRoot) {
      overlay.end();
      layers.forEach(layer -> layer.fileSystem().letGo());
    }
  }

  @Override
  protected void gone() {
    stack().forEach(Inode::unuse);
  }

  @Override
  public Kind kind() {
    return Kind.OVERLAY_DIRECTORY;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(overlay);
    out.pointer(upper);
    out.pointers(lowers);
    out.number(children.size());
    for (Map.Entry<String, Inode> child : children.entrySet()) {
      out.text(child.getKey());
      out.pointer(child.getValue());
    }
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    overlay = in.pointer();
    upper = in.pointer();
    lowers = in.pointers();
    children.clear();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      children.put(name, in.pointer());
    }
  }
}
