// Owns: one result that at most one coroutine waits for.
// Strand: the engine's. Must stay true: who waits is held by the opener alone, so that a result
// that never comes (its opener is dropped) drops who waits for it, and nothing holds itself.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "async/awaitable.hpp"
#include "base/error.hpp"

namespace errand::flow {

class Gate {
  public:
    class Opener {
      public:
        void open(Result<> result) {
            if (waiting_) return std::exchange(waiting_, nullptr)(std::move(result));
            *result_ = std::move(result);
        }

      private:
        friend class Gate;
        std::shared_ptr<std::optional<Result<>>> result_ =
            std::make_shared<std::optional<Result<>>>();
        std::move_only_function<void(Result<>)> waiting_;
    };

    explicit Gate(const std::shared_ptr<Opener>& opener)
        : opener_(opener), result_(opener->result_) {}

    // Once. Does not return where the opener is dropped unopened meanwhile.
    async::Awaitable<Result<>> wait() {
        if (*result_) co_return **std::move(result_);
        if (opener_.expired()) co_return fail(ErrorCode::Unavailable, "errand is stopping");
        co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                                       void(Result<>)>(
            [this](auto handler) {
                opener_.lock()->waiting_ = [handler = std::move(handler)](Result<> result) mutable {
                    std::move(handler)(std::move(result));
                };
            },
            boost::asio::use_awaitable);
    }

  private:
    std::weak_ptr<Opener> opener_;
    std::shared_ptr<std::optional<Result<>>> result_;
};

}  // namespace errand::flow
