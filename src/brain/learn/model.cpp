#include "brain/learn/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>

#include "brain/learn/hash.hpp"
#include "brain/learn/limits.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

constexpr std::string_view kMagic = "ERRANDLM";
constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kNearest = 3;

// FNV-1a over words of eight bytes, in four lanes; what is left over is padded with zeros.
std::uint64_t checksum(std::span<const std::byte> bytes) {
    std::array<std::uint64_t, 4> lanes{1, 2, 3, 4};
    std::size_t lane = 0;
    for (std::size_t at = 0; at < bytes.size(); at += 8, lane = (lane + 1) % 4) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
        lanes[lane] = (lanes[lane] ^ word) * 0x100000001B3ULL;
        lanes[lane] ^= lanes[lane] >> 29;
    }
    std::uint64_t sum = bytes.size();
    for (const auto one : lanes) sum = joined(sum, one);
    return sum;
}

struct Header {
    std::uint32_t version = kModelVersion;
    std::uint32_t reserved = 0;
    std::uint64_t size = 0;
    std::uint64_t sum = 0;
};
static_assert(sizeof(Header) + kMagic.size() == kHeaderBytes);

}  // namespace

std::string model_file(std::string_view body) {
    const Header header{kModelVersion, 0, body.size(), checksum(std::as_bytes(std::span(body)))};
    std::string made(kMagic);
    made.append(reinterpret_cast<const char*>(&header), sizeof header);
    return made.append(body);
}

Result<Model> Model::view(std::span<const std::byte> bytes) {
    if (bytes.size() < kHeaderBytes || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0)
        return corrupt("it is no model");
    Header header;
    std::memcpy(&header, bytes.data() + kMagic.size(), sizeof header);
    if (header.version != kModelVersion)
        return corrupt(fmt::format("its version is {}, and this program reads {}", header.version,
                                   kModelVersion));
    const auto body = bytes.subspan(kHeaderBytes);
    if (header.size != body.size()) return corrupt("its size is not what it says");
    if (header.sum != checksum(body)) return corrupt("its checksum is wrong");
    ByteReader from(body);
    Model made;
    ERRAND_TRY(made.classifier_, Classifier::read(from));
    ERRAND_TRY(made.gazetteer_, Gazetteer::read(from));
    ERRAND_TRY(made.endings_, Endings::read(from));
    ERRAND_TRY(made.tagger_, Tagger::read(from));
    ERRAND_TRY(made.pairing_,
               Pairing::read(from, made.classifier_.heads(), made.tagger_.slots().size()));
    if (from.left() != 0) return corrupt("there are bytes behind its end");
    return made;
}

Result<Model> Model::open(std::string_view bytes) {
    if (bytes.size() > kMaxModelBytes) return corrupt("it is too large");
    auto own = std::make_shared<std::vector<std::uint64_t>>((bytes.size() + 7) / 8);
    if (!bytes.empty()) std::memcpy(own->data(), bytes.data(), bytes.size());
    ERRAND_TRY(auto made, view(std::as_bytes(std::span(*own)).first(bytes.size())));
    made.own_ = std::move(own);
    return made;
}

Result<Model> Model::open_file(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) return fail(ErrorCode::NotFound, "there is no model at " + file.string());
    if (size > kMaxModelBytes) return corrupt("it is too large");
    std::string bytes(size, '\0');
    std::ifstream from(file, std::ios::binary);
    if (!from.read(bytes.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::Unavailable, "the model cannot be read: " + file.string());
    return open(bytes);
}

std::vector<std::vector<float>> Model::probabilities_of(const Scores& scores) const {
    std::vector<std::vector<float>> made;
    for (std::size_t head = 0; head < classifier_.heads().size(); ++head) {
        const auto raw = scores.of(head);
        auto& values = made.emplace_back(raw.begin(), raw.end());
        for (float& value : values) value *= classifier_.heads()[head].sharpness;
        softmax(values);
    }
    pair_up(pairing_, made);
    return made;
}

HeadReading Model::read_head(std::size_t head, const Scores& scores,
                             const std::vector<float>& values) const {
    const auto& one = classifier_.heads()[head];
    const auto raw = scores.of(head);
    std::vector<std::size_t> order(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto count = std::min(kNearest, order.size());
    std::ranges::partial_sort(
        order, order.begin() + static_cast<std::ptrdiff_t>(count),
        [&](auto a, auto b) { return values[a] != values[b] ? values[a] > values[b] : a < b; });
    const float best = std::ranges::max(raw);
    HeadReading made{one.name, {}, best, best >= one.familiar_from};
    for (std::size_t i = 0; i < count; ++i)
        made.nearest.push_back({one.labels[order[i]], values[order[i]]});
    return made;
}

Reading Model::read_heads(const language::Text& text, std::span<const Hint> hints,
                          std::span<const Listed> listed) const {
    const auto scores = classifier_.score(classifier_.weigh(read_grams(text, hints, listed)));
    const auto probabilities = probabilities_of(scores);
    Reading made;
    for (std::size_t head = 0; head < probabilities.size(); ++head)
        made.heads.push_back(read_head(head, scores, probabilities[head]));
    return made;
}

Reading Model::read_heads(const language::Text& text, std::span<const Hint> hints) const {
    return read_heads(text, hints, gazetteer_.find(text));
}

Reading Model::read(const language::Text& text, std::span<const Hint> hints) const {
    const auto listed = gazetteer_.find(text);
    auto made = read_heads(text, hints, listed);
    const auto& labels = classifier_.heads().front().labels;
    const auto best = std::ranges::find(labels, made.heads.front().nearest.front().label);
    tag(text, hints, listed, static_cast<std::size_t>(best - labels.begin()), Certainty::Measured,
        made);
    return made;
}

void Model::tag(const language::Text& text, std::span<const Hint> hints,
                std::span<const Listed> listed, std::size_t label, Certainty certainty,
                Reading& reading) const {
    if (tagger_.slots().empty()) return;
    const auto features =
        read_token_features(text, hints, listed, endings_.find(text), tagger_.cues(),
                            classifier_.heads().front().labels[label]);
    const auto tagged = tagger_.tag(features, pairing_.slots(label), certainty);
    reading.slots_sure = tagged.sure;
    for (const auto& span : tagged.slots)
        reading.slots.push_back({text[span.begin].begin, text[span.end - 1].end,
                                 tagger_.slots()[span.slot], span.sure});
}

std::vector<SlotReading> Model::read_slots(const language::Text& text, std::span<const Hint> hints,
                                           std::string_view label) const {
    const auto& labels = classifier_.heads().front().labels;
    const auto found = std::ranges::find(labels, label);
    Reading reading;
    if (found != labels.end())
        tag(text, hints, gazetteer_.find(text), static_cast<std::size_t>(found - labels.begin()),
            Certainty::Unasked, reading);
    return std::move(reading.slots);
}

}  // namespace errand::brain::learn
