#include "brain/learn/lattice.hpp"

#include <algorithm>
#include <cmath>

#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

// A path that is this far behind is not followed: it would have to win back more than any sentence
// gives.
constexpr float kHopeless = 30.0F;

// values = exp(emission - largest); returns the largest.
float potentials(const Chain& chain, std::size_t token, float* to) {
    const float* emission = chain.emission.data() + token * chain.width;
    float largest = emission[0];
    for (std::size_t i = 1; i < chain.labels; ++i) largest = std::max(largest, emission[i]);
    for (std::size_t i = 0; i < chain.labels; ++i) to[i] = exponential(emission[i] - largest);
    return largest;
}

}  // namespace

Marginals marginals_of(const Chain& chain) {
    const auto width = chain.width, size = chain.tokens * width;
    Marginals made;
    made.forward.assign(size, 0.0F);
    made.backward.assign(size, 0.0F);
    made.potential.assign(size, 0.0F);
    made.scale.assign(chain.tokens, 1.0F);
    for (std::size_t t = 0; t < chain.tokens; ++t) {
        float* now = made.forward.data() + t * width;
        float* potential = made.potential.data() + t * width;
        made.log_sum += potentials(chain, t, potential);
        if (t == 0) {
            for (std::size_t i = 0; i < chain.labels; ++i) now[i] = exponential(chain.first[i]);
        } else {
            const float* before = now - width;
            for (std::size_t k = 0; k < chain.labels; ++k)
                if (before[k] > kNegligible)
                    add_scaled(now, chain.chance.data() + k * width, before[k], width);
        }
        float sum = 0;
        for (std::size_t i = 0; i < chain.labels; ++i) sum += now[i] *= potential[i];
        sum = std::max(sum, 1e-30F);
        for (std::size_t i = 0; i < chain.labels; ++i) now[i] /= sum;
        made.scale[t] = 1.0F / sum;
        made.log_sum += std::log(sum);
    }
    std::vector<float> next(width, 0.0F);
    for (std::size_t t = chain.tokens; t-- > 0;) {
        float* now = made.backward.data() + t * width;
        if (t + 1 == chain.tokens) {
            std::fill(now, now + chain.labels, 1.0F);
            continue;
        }
        for (std::size_t i = 0; i < chain.labels; ++i)
            next[i] = made.potential[(t + 1) * width + i] * (now + width)[i] * made.scale[t + 1];
        for (std::size_t k = 0; k < chain.labels; ++k)
            if (made.forward[t * width + k] > kNegligible)
                now[k] = dot(chain.chance.data() + k * width, next.data(), width);
    }
    return made;
}

BestPath best_path(const Chain& chain) {
    const auto width = chain.width;
    if (chain.tokens == 0) return {};
    std::vector<float> now(chain.labels), before;
    std::vector<std::uint32_t> from(chain.tokens * chain.labels, 0);
    for (std::size_t i = 0; i < chain.labels; ++i) now[i] = chain.first[i] + chain.emission[i];
    for (std::size_t t = 1; t < chain.tokens; ++t) {
        before.swap(now);
        now.assign(chain.labels, -3e38F);
        const float best = std::ranges::max(before);
        std::uint32_t* source = from.data() + t * chain.labels;
        for (std::size_t k = 0; k < chain.labels; ++k) {
            if (before[k] < best - kHopeless) continue;
            const float* transition = chain.transition.data() + k * width;
            // Without branches, so that several labels are looked at with one instruction.
            for (std::size_t i = 0; i < chain.labels; ++i) {
                const float score = before[k] + transition[i];
                const bool better = score > now[i];
                now[i] = better ? score : now[i];
                source[i] = better ? static_cast<std::uint32_t>(k) : source[i];
            }
        }
        for (std::size_t i = 0; i < chain.labels; ++i) now[i] += chain.emission[t * width + i];
    }
    const auto last = std::ranges::max_element(now);
    BestPath made{std::vector<std::size_t>(chain.tokens), static_cast<double>(*last)};
    auto label = static_cast<std::size_t>(last - now.begin());
    for (std::size_t t = chain.tokens; t-- > 0; label = from[t * chain.labels + label])
        made.labels[t] = label;
    return made;
}

}  // namespace errand::brain::learn
