#include "tool/descriptions.hpp"

#include <algorithm>
#include <cmath>

namespace errand::tool {
namespace {

constexpr float kSaturation = 1.2F;  // k1
constexpr float kByLength = 0.4F;    // b: descriptions are short, and differ in length by style

}  // namespace

void Descriptions::add(std::uint32_t tool, const std::vector<Feature>& features) {
    if (tool >= lengths_.size()) {
        lengths_.resize(tool + 1);
        keys_.resize(tool + 1);
    }
    float length = 0;
    for (const auto& feature : features) {
        lists_[feature.key].push_back({tool, feature.weight});
        keys_[tool].push_back(feature.key);
        length += feature.weight;
    }
    lengths_[tool] = length;
    total_ += length;
    ++size_;
}

void Descriptions::remove(std::uint32_t tool) {
    if (tool >= keys_.size() || keys_[tool].empty()) return;
    for (const auto key : keys_[tool]) {
        auto& list = lists_[key];
        std::erase_if(list, [&](const Posting& posting) { return posting.tool == tool; });
        if (list.empty()) lists_.erase(key);
    }
    total_ -= lengths_[tool];
    lengths_[tool] = 0;
    keys_[tool].clear();
    --size_;
}

void Descriptions::score(const std::vector<Feature>& request, std::vector<float>& scores) const {
    if (size_ == 0) return;
    const auto average = static_cast<float>(total_ / static_cast<double>(size_));
    const auto tools = static_cast<float>(size_);
    for (const auto& feature : request) {
        const auto found = lists_.find(feature.key);
        if (found == lists_.end()) continue;
        const auto with = static_cast<float>(found->second.size());
        const auto rarity = std::log(1 + (tools - with + 0.5F) / (with + 0.5F));
        for (const auto& posting : found->second) {
            const auto length = 1 - kByLength + kByLength * lengths_[posting.tool] / average;
            scores[posting.tool] += feature.weight * rarity * posting.count * (kSaturation + 1) /
                                    (posting.count + kSaturation * length);
        }
    }
}

}  // namespace errand::tool
