#include "brain/learn/lattice.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "brain/learn/hash.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

TEST(Vectors, TheExponentialIsExact) {
    for (float x = -80; x < 80; x += 0.37F)
        EXPECT_NEAR(exponential(x) / std::exp(static_cast<double>(x)), 1.0, 4e-7) << x;
    EXPECT_EQ(exponential(-1e9F), 0.0F);
    EXPECT_EQ(exponential(0.0F), 1.0F);
}

TEST(Vectors, SoftmaxSumsToOneAndKeepsTheOrder) {
    std::vector<float> values{1000, 999, -1000};
    softmax(values);
    EXPECT_NEAR(values[0] + values[1] + values[2], 1.0F, 1e-6F);
    EXPECT_NEAR(values[0], 0.7310586F, 1e-5F);
    EXPECT_EQ(values[2], 0.0F);
}

struct Example {
    std::size_t labels = 5, width = 8, tokens = 4;
    std::vector<float> emission, transition, chance, first;

    explicit Example(std::uint64_t seed) {
        Random random(seed);
        const auto fill = [&](std::vector<float>& values, std::size_t size) {
            for (std::size_t i = 0; i < size; ++i) values.push_back(random.unit() * 6 - 3);
        };
        fill(emission, tokens * width);
        fill(transition, labels * width);
        fill(first, width);
        transition[2] = first[3] = -1e9F;
        for (const float value : transition) chance.push_back(exponential(value));
    }
    Chain chain() const { return {labels, width, tokens, emission, transition, chance, first}; }
    double score(const std::vector<std::size_t>& path) const {
        double sum = first[path[0]];
        for (std::size_t t = 0; t < tokens; ++t) {
            sum += emission[t * width + path[t]];
            if (t > 0) sum += transition[path[t - 1] * width + path[t]];
        }
        return sum;
    }
    template <class Each>
    void every_path(Each each) const {
        std::vector<std::size_t> path(tokens, 0);
        for (std::size_t n = 0; n < std::size_t{5} * 5 * 5 * 5; ++n) {
            auto rest = n;
            for (auto& label : path) {
                label = rest % labels;
                rest /= labels;
            }
            each(path);
        }
    }
};

TEST(Lattice, AgreesWithTheSumOverAllPaths) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Example one(seed);
        double sum = 0, best = -1e30;
        std::vector<double> at(one.tokens * one.width, 0.0);
        std::vector<std::size_t> best_labels;
        one.every_path([&](const auto& path) {
            const double score = one.score(path), weight = std::exp(score);
            sum += weight;
            for (std::size_t t = 0; t < one.tokens; ++t) at[t * one.width + path[t]] += weight;
            if (score <= best) return;
            best = score;
            best_labels = path;
        });
        const auto marginals = marginals_of(one.chain());
        EXPECT_NEAR(marginals.log_sum, std::log(sum), 1e-4);
        for (std::size_t t = 0; t < one.tokens; ++t)
            for (std::size_t label = 0; label < one.labels; ++label)
                EXPECT_NEAR(marginals.at(t * one.width + label), at[t * one.width + label] / sum,
                            1e-5);
        const auto path = best_path(one.chain());
        EXPECT_EQ(path.labels, best_labels);
        EXPECT_NEAR(path.score, best, 1e-4);
    }
}

}  // namespace
}  // namespace errand::brain::learn
