#include "async/doorbell.hpp"

#include <sys/eventfd.h>

#include <boost/asio/buffer.hpp>
#include <cerrno>
#include <system_error>

namespace errand::async {
namespace {

int new_event() {
    const int event = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (event < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    return event;
}

}  // namespace

Doorbell::Doorbell(const boost::asio::any_io_executor& executor) : event_(executor, new_event()) {}

// Fails only where 2^64 rings are kept, or where the call was interrupted.
void Doorbell::ring() {
    while (::eventfd_write(event_.native_handle(), 1) != 0 && errno == EINTR) {
    }
}

void Doorbell::wait(std::move_only_function<void()> rung) {
    event_.async_read_some(
        boost::asio::buffer(&rings_, sizeof rings_),
        [rung = std::move(rung)](const boost::system::error_code& error, std::size_t) mutable {
            if (!error) rung();
        });
}

}  // namespace errand::async
