#ifndef PROGRAMS_H
#define PROGRAMS_H

#include "tool.h"

program awk_main, basename_main, capsh_main, cat_main, chmod_main, chown_main, chroot_main,
    clear_main, cmp_main, comm_main, cp_main, curl_main, cut_main, date_main, dd_main, df_main,
    diff_main, dirname_main, dmesg_main, du_main, env_main, expr_main, false_main, find_main,
    findmnt_main, flock_main, fold_main, free_main, getcap_main, getpcaps_main, grep_main,
    gunzip_main, gzip_main, head_main, hostname_main, httpd_main, id_main, init_main, ip_main,
    ipcmk_main, ipcrm_main, ipcs_main, kill_main, less_main, ln_main, ls_main, lsns_main, man_main,
    mkdir_main, mkfifo_main, mknod_main, mktemp_main, mount_main, mountpoint_main, mv_main,
    nano_main, nc_main, nl_main, nproc_main, nsenter_main, od_main, paste_main, pgrep_main,
    ping_main, pivot_root_main, pkill_main, ps_main, pstree_main, pwd_main, readlink_main,
    realpath_main, renice_main, rev_main, rm_main, rmdir_main, script_main, seccomp_main, sed_main,
    seq_main, setcap_main, setpriv_main, setsid_main, sleep_main, sort_main, ss_main, stat_main,
    strace_main, stress_main, stty_main, su_main, tac_main, tail_main, tar_main, tee_main,
    timeout_main, top_main, touch_main, tr_main, true_main, tty_main, umount_main, uname_main,
    uniq_main, unshare_main, uptime_main, vi_main, wc_main, wget_main, which_main, whoami_main,
    xargs_main, yes_main, zcat_main;

#endif
