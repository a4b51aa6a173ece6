// Owns: Task, the coroutine that a flow is made of. Lazy: it runs when it is awaited; whoever
// awaits it goes on when it ends, without growing the stack (symmetric transfer). Strand: the
// engine's. A Task is awaited at most once and destroys its coroutine when it goes; dropping one in
// the middle runs destructors and nothing else.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/check.hpp"

namespace errand::flow {

// Thrown out of an await of a flow that was cancelled: once, so that what catches it may still
// await. Not an error: let it pass unless there is something to put in order.
struct Cancelled : std::exception {
    const char* what() const noexcept override { return "the errand was cancelled"; }
};

template <class T = void>
class Task;

namespace detail {

struct FinalAwait {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
        auto next = ended.promise().continuation;
        return next ? next : std::noop_coroutine();
    }
    void await_resume() const noexcept {}
};

struct PromiseBase {
    std::coroutine_handle<> continuation;
    std::exception_ptr thrown;

    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwait final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { thrown = std::current_exception(); }
};

template <class T>
struct Promise : PromiseBase {
    std::optional<T> returned;

    Task<T> get_return_object();
    template <class U>
        requires std::is_constructible_v<T, U&&>
    void return_value(U&& value) {
        returned.emplace(std::forward<U>(value));
    }
    T take() {
        if (thrown) std::rethrow_exception(thrown);
        return std::move(*returned);
    }
};

template <>
struct Promise<void> : PromiseBase {
    Task<void> get_return_object();
    void return_void() const noexcept {}
    void take() const {
        if (thrown) std::rethrow_exception(thrown);
    }
};

}  // namespace detail

template <class T>
class [[nodiscard]] Task {
  public:
    using promise_type = detail::Promise<T>;
    using Handle = std::coroutine_handle<promise_type>;

    Task() = default;
    explicit Task(Handle handle) : handle_(handle) {}
    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Task& operator=(Task&& other) noexcept {
        if (this != &other) {
            if (handle_) handle_.destroy();
            handle_ = std::exchange(other.handle_, nullptr);
        }
        return *this;
    }
    ~Task() {
        if (handle_) handle_.destroy();
    }

    auto operator co_await() && noexcept {
        struct Await {
            Handle handle;
            bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) const noexcept {
                handle.promise().continuation = caller;
                return handle;
            }
            T await_resume() const { return handle.promise().take(); }
        };
        ERRAND_CHECK(handle_);
        return Await{handle_};
    }

    // For who drives a task rather than awaiting it.
    Handle handle() const { return handle_; }
    bool done() const { return handle_ && handle_.done(); }

  private:
    Handle handle_;
};

namespace detail {

template <class T>
Task<T> Promise<T>::get_return_object() {
    return Task<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}
inline Task<void> Promise<void>::get_return_object() {
    return Task<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

}  // namespace detail

}  // namespace errand::flow
