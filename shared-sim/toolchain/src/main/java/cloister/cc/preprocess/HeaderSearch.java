package cloister.cc.preprocess;

import cloister.asm.report.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds headers: beside the file that includes them, then in the folders of the options. */
final class HeaderSearch {
  /** The number of a folder that is none of the options'. */
  static final int BESIDE = -1;

  private final SourceProvider provider;
  private final List<String> folders = new ArrayList<>();
  private final Map<String, Optional<String>> texts = new LinkedHashMap<>();

  /**
   * @param folder the number of the folder it was found in
   */
  record Header(String path, String text, int folder) {}

  HeaderSearch(SourceProvider provider, Options options) {
    this.provider = provider;
    folders.addAll(options.headers().folders());
    folders.addAll(options.headers().systemFolders());
  }

  Optional<String> text(String path) {
    Optional<String> known = texts.get(path);
    if (known == null) {
      known = provider.text(path);
      texts.put(path, known);
    }
    return known;
  }

  /**
   * @param next only in the folders behind the one of the file (GNU's {@code include_next})
   */
  Optional<Header> find(HeaderName header, OpenFile from, boolean next) {
    String name = header.name();
    if (name.startsWith("/")) {
      return at(name, BESIDE);
    }
    boolean later = next && from.folder() != BESIDE;
    if (header.quoted() && !later) {
      Optional<Header> beside = at(folderOf(from.path()) + name, from.folder());
      if (beside.isPresent()) {
        return beside;
      }
    }
    for (int i = later ? from.folder() + 1 : 0; i < folders.size(); i++) {
      Optional<Header> found = at(in(folders.get(i)) + name, i);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The header that was probably meant, where those that there are can be told. */
  Optional<String> near(HeaderName header, OpenFile from) {
    String name = header.name();
    String below = folderOf(name);
    List<String> places = new ArrayList<>();
    if (header.quoted()) {
      places.add(folderOf(from.path()));
    }
    folders.forEach(folder -> places.add(in(folder)));
    List<String> known = new ArrayList<>();
    for (String place : name.startsWith("/") ? List.of("") : places) {
      String folder = place + below;
      boolean named = folder.length() > 1;
      provider
          .names(named ? folder.substring(0, folder.length() - 1) : folder)
          .forEach(one -> known.add(below + one));
    }
    return Nearest.to(name, known, Math.clamp(name.length() / 3, 0, 3));
  }

  private Optional<Header> at(String path, int folder) {
    return text(path).map(text -> new Header(path, text, folder));
  }

  private static String in(String folder) {
    return folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
  }

  /** The folder of a file with its slash. */
  private static String folderOf(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
