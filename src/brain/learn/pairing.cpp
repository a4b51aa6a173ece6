#include "brain/learn/pairing.hpp"

#include <algorithm>

#include "brain/learn/limits.hpp"

namespace errand::brain::learn {
namespace {

std::size_t place_of(std::span<const std::string> names, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

// What was never seen together is not impossible.
constexpr float kUnseen = 1e-3F;

void to_one(std::vector<float>& values) {
    float sum = 0;
    for (const float value : values) sum += value;
    if (sum <= 0) return;
    for (float& value : values) value /= sum;
}

}  // namespace

void Pairing::write(const Dataset& data, std::span<const Head> heads,
                    std::span<const std::string> slots, ByteWriter& to) {
    std::vector<std::size_t> begin{0};
    for (const auto& head : heads.subspan(1)) begin.push_back(begin.back() + head.labels.size());
    const auto width = begin.back() + slots.size();
    std::vector<std::uint8_t> seen(heads.front().labels.size() * width, 0);
    for (const auto& example : data.examples) {
        if (example.labels.front().empty()) continue;
        auto* row = seen.data() + place_of(heads.front().labels, example.labels.front()) * width;
        for (std::size_t head = 1; head < heads.size(); ++head)
            if (!example.labels[head].empty())
                row[begin[head - 1] + place_of(heads[head].labels, example.labels[head])] = 1;
        for (const auto& span : example.slots) row[begin.back() + place_of(slots, span.slot)] = 1;
    }
    to.array(seen);
}

Result<Pairing> Pairing::read(ByteReader& from, std::span<const Head> heads, std::size_t slots) {
    Pairing made;
    made.begin_.push_back(0);
    for (const auto& head : heads.subspan(1))
        made.begin_.push_back(made.begin_.back() + head.labels.size());
    made.width_ = made.begin_.back() + slots;
    ERRAND_TRY(made.seen_, from.array<std::uint8_t>("pairs", kMaxModelBytes));
    if (made.seen_.size() != heads.front().labels.size() * made.width_)
        return corrupt("the pairs do not fit the labels");
    return made;
}

void pair_up(const Pairing& pairing, std::vector<std::vector<float>>& heads) {
    auto& first = heads.front();
    for (std::size_t label = 0; label < first.size(); ++label)
        for (std::size_t head = 1; head < heads.size(); ++head) {
            const auto seen = pairing.labels(label, head);
            float best = 0;
            for (std::size_t i = 0; i < seen.size(); ++i)
                best = std::max(best, heads[head][i] * (seen[i] != 0 ? 1.0F : kUnseen));
            first[label] *= best;
        }
    to_one(first);
    const auto chosen = static_cast<std::size_t>(std::ranges::max_element(first) - first.begin());
    for (std::size_t head = 1; head < heads.size(); ++head) {
        const auto seen = pairing.labels(chosen, head);
        for (std::size_t i = 0; i < seen.size(); ++i)
            if (seen[i] == 0) heads[head][i] *= kUnseen;
        to_one(heads[head]);
    }
}

}  // namespace errand::brain::learn
