// errand-documents: one PDF on standard input, one JSON answer (src/document/answer.hpp) on
// standard output. It reads what strangers wrote with a large library, so it first gives up what it
// does not need: memory beyond a bound, time, new processes, files to write.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <iostream>
#include <string>

#include "base/encoding.hpp"
#include "document/answer.hpp"
#include "document/limits.hpp"
#include "json/json.hpp"
#include "worker/sight.hpp"

namespace {

void limit(int resource, rlim_t most) {
    const rlimit both{most, most};
    if (::setrlimit(static_cast<__rlimit_resource>(resource), &both) != 0) ::_exit(3);
}

void confine() {
    using namespace errand::document;
    // A sanitizer's shadow is larger than any bound.
#if !defined(__has_feature) || \
    !(__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
    limit(RLIMIT_AS, kMaxWorkerMemory);
#endif
    limit(RLIMIT_CPU, kMaxWorkerCpuSeconds);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_NOFILE, 32);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

errand::document::PdfAnswer answer_of(std::string_view bytes) {
    errand::document::PdfAnswer answer;
    errand::worker::Eyes eyes;
    const auto seen = eyes.pdf(bytes);
    if (!seen) {
        answer.encrypted = seen.error().code == errand::ErrorCode::Denied;
        answer.fault = seen.error().message;
        return answer;
    }
    answer.pages = seen->pages;
    answer.fault = seen->fault;
    for (const auto& one : seen->attachments)
        answer.attachments.push_back({"", errand::base64_encode(one)});
    return answer;
}

}  // namespace

int main() {
    confine();
    std::string bytes;
    std::array<char, 65536> buffer{};
    for (;;) {
        const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (got <= 0) break;
        if (bytes.size() + static_cast<std::size_t>(got) > errand::document::kMaxFileBytes)
            return 2;
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
    }
    std::cout << errand::json::write(errand::json::encode(answer_of(bytes)));
    std::cout.flush();
    return std::cout ? 0 : 4;
}
