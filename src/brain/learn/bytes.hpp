// Owns: the primitive values of a model file. Little endian; arrays begin at a multiple of eight
// bytes and are read in place. A reader never reads past its bytes: what is not there is an error
// that names the field.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace errand::brain::learn {

static_assert(std::endian::native == std::endian::little, "model files are little endian");

class ByteWriter {
  public:
    template <class T>
    void value(T value) {
        static_assert(std::is_trivially_copyable_v<T>);
        bytes_.append(reinterpret_cast<const char*>(&value), sizeof(T));
    }
    void text(std::string_view text) {
        value(static_cast<std::uint32_t>(text.size()));
        bytes_.append(text);
    }
    template <class T>
    void array(const std::vector<T>& values) {
        value(static_cast<std::uint32_t>(values.size()));
        bytes_.resize((bytes_.size() + 7) / 8 * 8, '\0');
        bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    }
    std::string& bytes() { return bytes_; }

  private:
    std::string bytes_;
};

class ByteReader {
  public:
    // `bytes` begin at a multiple of eight and live as long as what is read from them.
    explicit ByteReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    template <class T>
    Result<T> value(std::string_view field) {
        if (left() < sizeof(T)) return too_short(field);
        T value;
        std::memcpy(&value, bytes_.data() + at_, sizeof(T));
        at_ += sizeof(T);
        return value;
    }
    Result<std::string> text(std::string_view field, std::size_t longest);
    template <class T>
    Result<std::span<const T>> array(std::string_view field, std::size_t most) {
        ERRAND_TRY(const auto count, value<std::uint32_t>(field));
        if (count > most) return too_many(field, count);
        at_ = std::min((at_ + 7) / 8 * 8, bytes_.size());
        if (left() / sizeof(T) < count) return too_short(field);
        const auto* from = reinterpret_cast<const T*>(bytes_.data() + at_);
        at_ += count * sizeof(T);
        return std::span<const T>(from, count);
    }
    // Finite values of a sane size only, so that no arithmetic on them can go wrong.
    Result<float> number(std::string_view field);
    Result<std::span<const float>> numbers(std::string_view field, std::size_t most);
    std::size_t left() const { return bytes_.size() - at_; }

  private:
    static std::unexpected<Error> too_short(std::string_view field);
    static std::unexpected<Error> too_many(std::string_view field, std::size_t count);

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
};

// A model whose bytes break their form.
std::unexpected<Error> corrupt(std::string_view what);

}  // namespace errand::brain::learn
