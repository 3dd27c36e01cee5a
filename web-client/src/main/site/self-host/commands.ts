const jar = 'java -jar server/target/cloister.jar';

/** As docs/use/host.md has them. */
export const commands = {
  build: 'docker build -t cloister .',
  run: 'docker run --read-only --tmpfs /tmp -p 8080:8080 -v cloister:/data cloister',
  proxy: `docker run --read-only --tmpfs /tmp -p 127.0.0.1:8080:8080 -v cloister:/data \\
  -e CLOISTER_PUBLIC_URL=https://cloister.example -e CLOISTER_TLS_TERMINATED=true \\
  -e CLOISTER_TRUST_PROXY=true cloister`,
  make: 'mvn -pl server -am package -DskipTests',
  serve: `${jar} serve --port 8080 --data ./data`,
  help: `${jar} serve --help`,
  backup: `sqlite3 cloister.db "VACUUM INTO 'backup.db'"`,
  unpack: `unzip server/target/cloister.jar 'site/*'`,
};
