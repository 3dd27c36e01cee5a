package cloister.cc.gas;

import java.util.Optional;

/** Has the files that assembly text includes. */
public interface Sources {
  Sources NONE = _ -> Optional.empty();

  Optional<byte[]> bytes(String name);
}
