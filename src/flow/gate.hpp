// Owns: one result that is waited for by at most one coroutine.
// Strand: the engine's.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <optional>

#include "async/awaitable.hpp"
#include "base/error.hpp"

namespace errand::flow {

class Gate {
  public:
    void open(Result<> result) {
        if (waiting_) return waiting_(std::move(result));
        result_ = std::move(result);
    }
    async::Awaitable<Result<>> wait() {
        if (result_) co_return *std::move(result_);
        co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                                       void(Result<>)>(
            [this](auto handler) {
                waiting_ = [handler = std::move(handler)](Result<> result) mutable {
                    std::move(handler)(std::move(result));
                };
            },
            boost::asio::use_awaitable);
    }

  private:
    std::optional<Result<>> result_;
    std::move_only_function<void(Result<>)> waiting_;
};

}  // namespace errand::flow
