#include "async/awaitable.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace errand::async::detail {

Error deadline_passed() {
    return {ErrorCode::Timeout, "no answer came in time",
            "the effect may or may not have happened; look it up before trying again"};
}

void rethrow_unless_cancelled(const std::exception_ptr& thrown) {
    if (!thrown) return;
    try {
        std::rethrow_exception(thrown);
    } catch (const boost::system::system_error& error) {
        if (error.code() != boost::asio::error::operation_aborted) throw;
    }
}

}  // namespace errand::async::detail
