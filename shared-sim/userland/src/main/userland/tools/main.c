/* One program under many names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "programs.h"

const struct applet applets[] = {{"[", test_main},
                                 {"awk", awk_main},
                                 {"basename", basename_main},
                                 {"capsh", capsh_main},
                                 {"cat", cat_main},
                                 {"chmod", chmod_main},
                                 {"chown", chown_main},
                                 {"chroot", chroot_main},
                                 {"clear", clear_main},
                                 {"cmp", cmp_main},
                                 {"comm", comm_main},
                                 {"cp", cp_main},
                                 {"curl", curl_main},
                                 {"cut", cut_main},
                                 {"date", date_main},
                                 {"dd", dd_main},
                                 {"df", df_main},
                                 {"diff", diff_main},
                                 {"dirname", dirname_main},
                                 {"dmesg", dmesg_main},
                                 {"du", du_main},
                                 {"echo", echo_main},
                                 {"env", env_main},
                                 {"expr", expr_main},
                                 {"false", false_main},
                                 {"find", find_main},
                                 {"findmnt", findmnt_main},
                                 {"flock", flock_main},
                                 {"fold", fold_main},
                                 {"free", free_main},
                                 {"getcap", getcap_main},
                                 {"getpcaps", getpcaps_main},
                                 {"grep", grep_main},
                                 {"gunzip", gunzip_main},
                                 {"gzip", gzip_main},
                                 {"head", head_main},
                                 {"hostname", hostname_main},
                                 {"httpd", httpd_main},
                                 {"id", id_main},
                                 {"init", init_main},
                                 {"ip", ip_main},
                                 {"ipcmk", ipcmk_main},
                                 {"ipcrm", ipcrm_main},
                                 {"ipcs", ipcs_main},
                                 {"kill", kill_main},
                                 {"less", less_main},
                                 {"ln", ln_main},
                                 {"ls", ls_main},
                                 {"lsns", lsns_main},
                                 {"man", man_main},
                                 {"mkdir", mkdir_main},
                                 {"mkfifo", mkfifo_main},
                                 {"mknod", mknod_main},
                                 {"mktemp", mktemp_main},
                                 {"mount", mount_main},
                                 {"mountpoint", mountpoint_main},
                                 {"mv", mv_main},
                                 {"nano", nano_main},
                                 {"nc", nc_main},
                                 {"nl", nl_main},
                                 {"nproc", nproc_main},
                                 {"nsenter", nsenter_main},
                                 {"od", od_main},
                                 {"paste", paste_main},
                                 {"pgrep", pgrep_main},
                                 {"ping", ping_main},
                                 {"pivot_root", pivot_root_main},
                                 {"pkill", pkill_main},
                                 {"printf", printf_main},
                                 {"ps", ps_main},
                                 {"pstree", pstree_main},
                                 {"pwd", pwd_main},
                                 {"readlink", readlink_main},
                                 {"realpath", realpath_main},
                                 {"renice", renice_main},
                                 {"rev", rev_main},
                                 {"rm", rm_main},
                                 {"rmdir", rmdir_main},
                                 {"script", script_main},
                                 {"seccomp", seccomp_main},
                                 {"sed", sed_main},
                                 {"seq", seq_main},
                                 {"setcap", setcap_main},
                                 {"setpriv", setpriv_main},
                                 {"setsid", setsid_main},
                                 {"sleep", sleep_main},
                                 {"sort", sort_main},
                                 {"ss", ss_main},
                                 {"stat", stat_main},
                                 {"strace", strace_main},
                                 {"stress", stress_main},
                                 {"stty", stty_main},
                                 {"su", su_main},
                                 {"tac", tac_main},
                                 {"tail", tail_main},
                                 {"tar", tar_main},
                                 {"tee", tee_main},
                                 {"test", test_main},
                                 {"timeout", timeout_main},
                                 {"top", top_main},
                                 {"touch", touch_main},
                                 {"tr", tr_main},
                                 {"true", true_main},
                                 {"tty", tty_main},
                                 {"umount", umount_main},
                                 {"uname", uname_main},
                                 {"uniq", uniq_main},
                                 {"unshare", unshare_main},
                                 {"uptime", uptime_main},
                                 {"vi", vi_main},
                                 {"wc", wc_main},
                                 {"wget", wget_main},
                                 {"which", which_main},
                                 {"whoami", whoami_main},
                                 {"xargs", xargs_main},
                                 {"yes", yes_main},
                                 {"zcat", zcat_main},
                                 {NULL, NULL}};

static int finish(int status) {
  if (fflush(stdout) != 0 || ferror(stdout)) {
    warn_errno("write error");
    return status ? status : 1;
  }
  return status;
}

/* A copy with letters in front of its name, such as "sgrep", is what it ends with. */
static const struct applet *ending_of(const char *name) {
  const struct applet *applet, *longest = NULL;
  size_t length = strlen(name);
  for (applet = applets; applet->name; applet++) {
    size_t own = strlen(applet->name);
    if (own < length && strcmp(name + length - own, applet->name) == 0 &&
        (!longest || own > strlen(longest->name))) {
      longest = applet;
    }
  }
  return longest;
}

int main(int count, char **arguments) {
  const struct applet *applet;
  const char *slash;
  if (count == 0) {
    return 127;
  }
  slash = strrchr(arguments[0], '/');
  tool = slash ? slash + 1 : arguments[0];
  if (strcmp(tool, "tools") == 0 && count > 1) {
    arguments++;
    count--;
    tool = arguments[0];
  }
  for (applet = applets; applet->name; applet++) {
    if (strcmp(applet->name, tool) == 0) {
      return finish(applet->run(count, arguments));
    }
  }
  applet = ending_of(tool);
  if (applet) {
    return finish(applet->run(count, arguments));
  }
  die(127, "applet not found");
}
