#include "document/channel.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <limits>

namespace errand::document {
namespace {

std::unexpected<Error> gone() {
    return fail(ErrorCode::Unavailable, "the other side of the channel is gone");
}

Result<void> wait_for(int socket, short event, Clock::time_point deadline) {
    for (;;) {
        const int left = milliseconds_until(deadline);
        pollfd wait{socket, event, 0};
        const int ready = ::poll(&wait, 1, left);
        if (ready > 0) return {};
        if (ready < 0 && errno != EINTR) return gone();
        if (left == 0) return fail(ErrorCode::Timeout, "no answer in time");
    }
}

bool again(ssize_t done) {
    return done < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK);
}

}  // namespace

int milliseconds_until(Clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    return static_cast<int>(
        std::clamp<long long>(left.count(), 0, std::numeric_limits<int>::max()));
}

Result<void> send_all(int socket, std::string_view bytes, Clock::time_point deadline) {
    while (!bytes.empty()) {
        ERRAND_TRY_VOID(wait_for(socket, POLLOUT, deadline));
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (again(sent)) continue;
        if (sent <= 0) return gone();
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
}

Result<void> receive_all(int socket, std::span<char> into, Clock::time_point deadline) {
    while (!into.empty()) {
        ERRAND_TRY_VOID(wait_for(socket, POLLIN, deadline));
        const auto got = ::recv(socket, into.data(), into.size(), MSG_DONTWAIT);
        if (again(got)) continue;
        if (got <= 0) return gone();
        into = into.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

}  // namespace errand::document
