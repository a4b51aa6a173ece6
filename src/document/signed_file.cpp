#include "document/signed_file.hpp"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>

#include <algorithm>
#include <memory>

#include "document/base64_text.hpp"
#include "document/limits.hpp"
#include "document/trim.hpp"

namespace errand::document {
namespace {

struct FreeCms {
    void operator()(CMS_ContentInfo* cms) const { ::CMS_ContentInfo_free(cms); }
};
struct FreeBio {
    void operator()(BIO* bio) const { ::BIO_free(bio); }
};

// The object identifier of signedData, 1.2.840.113549.1.7.2, as DER writes it.
constexpr std::string_view kSignedData{"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", 11};

bool is_binary(std::string_view bytes) {
    return bytes.size() > kSignedData.size() && bytes.front() == '\x30' &&
           bytes.substr(0, 32).find(kSignedData) != std::string_view::npos;
}

// Base64 with line ends and, perhaps, PEM's two lines around it; nothing where it is not.
std::string from_base64(std::string_view bytes) {
    auto body = trim(bytes);
    if (body.starts_with("-----BEGIN")) {
        const auto begin = body.find('\n');
        const auto end = body.rfind("-----END");
        if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
            return {};
        body = body.substr(begin, end - begin);
    }
    return from_base64_text(body);
}

}  // namespace

bool looks_signed(std::string_view bytes) {
    if (is_binary(bytes)) return true;
    const auto body = trim(bytes.substr(0, std::min<std::size_t>(bytes.size(), 128)));
    // A base64 text of DER begins with M: 0x30 and a length.
    if (!body.starts_with("-----BEGIN") && !body.starts_with("M")) return false;
    return is_binary(from_base64(bytes));
}

Result<std::string> signed_content(std::string_view bytes) {
    if (bytes.size() > kMaxFileBytes) return fail(ErrorCode::Exhausted, "the file is too large");
    std::string decoded;
    if (!is_binary(bytes)) {
        decoded = from_base64(bytes);
        bytes = decoded;
    }
    if (!is_binary(bytes)) return fail(ErrorCode::Invalid, "not a signed file");
    const std::unique_ptr<BIO, FreeBio> in(
        ::BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
    const std::unique_ptr<CMS_ContentInfo, FreeCms> cms(::d2i_CMS_bio(in.get(), nullptr));
    ::ERR_clear_error();
    if (!cms) return fail(ErrorCode::Corrupt, "the signed file cannot be read");
    ASN1_OCTET_STRING** content = ::CMS_get0_content(cms.get());
    if (content == nullptr || *content == nullptr)
        return fail(ErrorCode::Invalid, "the signed file holds a signature alone",
                    "hand in the file that it signs");
    return std::string(reinterpret_cast<const char*>(::ASN1_STRING_get0_data(*content)),
                       static_cast<std::size_t>(::ASN1_STRING_length(*content)));
}

}  // namespace errand::document
