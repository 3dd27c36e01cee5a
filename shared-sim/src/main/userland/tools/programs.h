#ifndef PROGRAMS_H
#define PROGRAMS_H

#include "tool.h"

program basename_main, capsh_main, cat_main, chmod_main, chown_main, chroot_main, clear_main,
    cp_main, cut_main, date_main, dirname_main, dmesg_main, du_main, env_main, expr_main,
    false_main, findmnt_main, getcap_main, getpcaps_main, grep_main, head_main, hostname_main,
    httpd_main, id_main, init_main, ip_main, kill_main, ln_main, ls_main, lsns_main, man_main, mkdir_main, mkfifo_main,
    mknod_main, mount_main, mountpoint_main, mv_main, nc_main, nsenter_main, pgrep_main, ping_main, pivot_root_main,
    ps_main, pwd_main, readlink_main, renice_main, rm_main, rmdir_main, seccomp_main, seq_main,
    setcap_main, setpriv_main, sleep_main, sort_main, ss_main, stat_main, strace_main, stress_main,
    tail_main, tee_main, timeout_main, top_main, touch_main, tr_main, true_main, umount_main,
    uname_main, uniq_main, unshare_main, wc_main, wget_main, whoami_main, yes_main;

#endif
