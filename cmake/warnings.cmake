# Flags that every file of ours is built with. Libraries are included as system headers.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wconversion
                    -Wno-sign-conversion -Wno-missing-field-initializers -Werror)
# A precompiled header is the same whenever its sources are, whatever their times.
add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
# Asio and Beast are compiled once, in src/async/asio.cpp, instead of in every file that uses them.
add_compile_definitions(BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
                        BOOST_ASIO_NO_DEPRECATED SPDLOG_COMPILED_LIB SPDLOG_FMT_EXTERNAL)
if(ERRAND_SANITIZE)
  add_compile_options(-fsanitize=${ERRAND_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ERRAND_SANITIZE})
endif()
