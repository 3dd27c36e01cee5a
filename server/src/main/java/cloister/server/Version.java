package cloister.server;

import java.util.Optional;

/** The version that the build wrote into the jar. */
public final class Version {
  private Version() {}

  public static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
