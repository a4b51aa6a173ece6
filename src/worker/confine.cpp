#include "worker/confine.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <memory>

#include "document/limits.hpp"

namespace errand::worker {
namespace {

constexpr auto kAllowed = std::to_array<int>({
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(getdents64),
    SCMP_SYS(dup),
    SCMP_SYS(fadvise64),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(membarrier),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(getrandom),
    SCMP_SYS(getrusage),
    SCMP_SYS(getrlimit),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(tgkill),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(rseq),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
});

// No document needs these: one that leads to them has taken the process over.
constexpr auto kDeadly = std::to_array<int>({
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(bpf),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(keyctl),
    SCMP_SYS(mount),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
});

// With which values of its arguments a call is allowed; two conditions hold together.
struct Condition {
    int call;
    std::vector<scmp_arg_cmp> when;
};

scmp_arg_cmp masked(unsigned argument, std::uint64_t mask, std::uint64_t value) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

std::vector<Condition> conditions() {
    constexpr std::uint64_t kWrites = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
    std::vector<Condition> all{
        {SCMP_SYS(open), {masked(1, kWrites, O_RDONLY)}},
        {SCMP_SYS(openat), {masked(2, kWrites, O_RDONLY)}},
        // Code comes from files, never from what was read: iconv loads its tables as libraries.
        // What can be run can never be written.
        {SCMP_SYS(mmap), {masked(2, PROT_EXEC, 0)}},
        {SCMP_SYS(mmap),
         {masked(2, PROT_EXEC | PROT_WRITE, PROT_EXEC), masked(3, MAP_ANONYMOUS, 0)}},
        {SCMP_SYS(mprotect), {masked(2, PROT_EXEC, 0)}},
        // Asking for bounds, not setting them.
        {SCMP_SYS(prlimit64), {{2, SCMP_CMP_EQ, 0, 0}}},
        {SCMP_SYS(prctl), {{0, SCMP_CMP_EQ, PR_SET_VMA, 0}}}};
    // What a file is open for and copies of it; never that it signals somebody (F_SETOWN, F_SETSIG,
    // O_ASYNC).
    for (const int command : {F_GETFL, F_GETFD, F_SETFD, F_DUPFD, F_DUPFD_CLOEXEC})
        all.push_back(
            {SCMP_SYS(fcntl), {{1, SCMP_CMP_EQ, static_cast<std::uint64_t>(command), 0}}});
    return all;
}

using Filter = std::unique_ptr<void, decltype(&::seccomp_release)>;

// A call that this machine does not have is no failure.
bool fine(int done) {
    return done == 0 || done == -EDOM || done == -EEXIST || done == -EINVAL;
}

bool add_rules(scmp_filter_ctx filter) {
    bool all = true;
    for (const int call : kAllowed)
        all = all && fine(::seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0));
    for (const int call : kDeadly)
        all = all && fine(::seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0));
    for (const auto& one : conditions())
        all = all && fine(::seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, one.call,
                                                   static_cast<unsigned>(one.when.size()),
                                                   one.when.data()));
    // A sanitizer asks through a pipe whether memory can be read.
    if (kSanitized)
        all = all && fine(::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(pipe2), 0));
    // Threads are refused, processes deadly. What clone3 asks for cannot be seen; without it, clone
    // is asked.
    const auto process = masked(0, CLONE_THREAD, 0);
    all = all && fine(::seccomp_rule_add_array(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), 1,
                                               &process));
    return all && fine(::seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0));
}

Result<std::vector<sock_filter>> make_filter() {
    const auto cannot = [] {
        return fail(ErrorCode::Unavailable, "no filter of system calls can be made");
    };
    const Filter filter(::seccomp_init(SCMP_ACT_ERRNO(EPERM)), ::seccomp_release);
    if (!filter || !add_rules(filter.get())) return cannot();
    const Descriptor file(::memfd_create("filter", MFD_CLOEXEC));
    if (file.get() < 0 || ::seccomp_export_bpf(filter.get(), file.get()) != 0) return cannot();
    const auto size = ::lseek(file.get(), 0, SEEK_END);
    if (size <= 0) return cannot();
    std::vector<sock_filter> code(static_cast<std::size_t>(size) / sizeof(sock_filter));
    if (::pread(file.get(), code.data(), static_cast<std::size_t>(size), 0) != size)
        return cannot();
    return code;
}

// Where libraries have their own files: code, encodings, character maps, fonts, recognition models.
constexpr std::array<const char*, 8> kReadable{"/usr",
                                               "/lib",
                                               "/lib64",
                                               "/etc/ld.so.cache",
                                               "/etc/fonts",
                                               "/var/cache/fontconfig",
                                               "/etc/locale.alias",
                                               "/dev/null"};

// Signals to no process outside, and files as kReadable says; as far as the kernel knows them.
Descriptor make_file_rules() {
    constexpr std::uint64_t kAll = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;
    constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    // This system's own header may be older than its kernel.
    struct Handled {
        std::uint64_t files = kAll;
        std::uint64_t network = 0;
        std::uint64_t scoped = 0;
    } handled;
    constexpr int kKnowsSignals = 6;
    constexpr std::uint64_t kScopeSignal = 2;
    const bool signals = landlock_version() >= kKnowsSignals;
    if (signals) handled.scoped = kScopeSignal;
    Descriptor rules(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled,
                                   signals ? sizeof handled : sizeof handled.files, 0)));
    if (rules.get() < 0) return rules;
    for (const char* path : kReadable) {
        const Descriptor root(::open(path, O_PATH | O_CLOEXEC));
        if (root.get() < 0) continue;
        landlock_path_beneath_attr rule{};
        rule.parent_fd = root.get();
        rule.allowed_access = kRead;
        if (::syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) ==
            0)
            continue;
        rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;  // a file has no entries to list
        ::syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    return rules;
}

bool filter_with(const sock_filter* code, std::size_t size) {
    const sock_fprog program{static_cast<unsigned short>(size), const_cast<sock_filter*>(code)};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

// A signal to this process alone, as abort() sends one.
bool keep_signals_inside() {
    const auto own = static_cast<std::uint32_t>(::getpid());
    const auto code = std::to_array<sock_filter>({
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 2),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, own, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    });
    return filter_with(code.data(), code.size());
}

bool limit(__rlimit_resource resource, rlim_t most, rlim_t spare = 0) {
    const rlimit both{most, most + spare};
    return ::setrlimit(resource, &both) == 0;
}

// The soft bound of time is told by a signal of its own (SIGXCPU), the hard one by SIGKILL as want
// of memory is.
bool set_limits() {
    using namespace errand::document;
    if (!kSanitized && !limit(RLIMIT_AS, kMaxWorkerMemory)) return false;
    return limit(RLIMIT_CPU, kMaxWorkerCpuSeconds, 1) && limit(RLIMIT_FSIZE, 0) &&
           limit(RLIMIT_CORE, 0) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, 64);
}

}  // namespace

int landlock_version() {
    return static_cast<int>(
        ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
}

Result<Cell> Cell::make() {
    ERRAND_TRY(auto filter, make_filter());
    return Cell(std::move(filter), make_file_rules());
}

bool Cell::enter(int answer) const {
    if (!set_limits()) return false;
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::prctl(PR_SET_DUMPABLE, 0) != 0 ||
        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    if (files_.get() >= 0 && ::syscall(SYS_landlock_restrict_self, files_.get(), 0) != 0)
        return false;
    const auto number = static_cast<unsigned>(answer);
    if ((number > 3 && ::close_range(3, number - 1, 0) != 0) ||
        ::close_range(number + 1, ~0U, 0) != 0)
        return false;
    return keep_signals_inside() && filter_with(filter_.data(), filter_.size());
}

}  // namespace errand::worker
