#include "async/pool.hpp"

#include <algorithm>

namespace errand::async {

Pool::Pool(std::size_t threads) : threads_(std::clamp<std::size_t>(threads, 1, kMaxPoolThreads)) {}

Pool::~Pool() {
    threads_.join();
}

bool Pool::enter() {
    if (queued_.fetch_add(1) < kMaxPoolQueue) return true;
    queued_.fetch_sub(1);
    return false;
}

Error Pool::too_much() {
    return {ErrorCode::Exhausted, "too much work waits already", "try again in a moment"};
}

}  // namespace errand::async
