package cloister.platform;

/** A folder with a compose file, in a host of its own. */
final class ComposeProject {
  private ComposeProject() {}

  /**
   * What commands say in the folder of a file.
   *
   * @param script {@code dc} is {@code docker compose}, with its errors
   */
  static String answer(String file, String script) {
    return Host.shell(
            "PATH=$PATH:/usr/bin; mkdir -p /srv/app; cd /srv/app; cat > compose.yaml << 'EOF'\n"
                + file
                + "EOF\ndc() { docker compose \"$@\" 2>&1; }; "
                + script)
        .run()
        .output();
  }
}
