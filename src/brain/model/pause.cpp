#include "brain/model/pause.hpp"

namespace errand::brain::model {

void Pause::extend(Time now, Millis length) {
    if (left(now) >= length) return;
    until_ = now + length;
    length_ = length;
}

Millis Pause::left(Time now) {
    if (until_ && *until_ <= now) until_.reset();
    if (!until_) return Millis(0);
    if (*until_ - now > length_) until_ = now + length_;
    return *until_ - now;
}

}  // namespace errand::brain::model
