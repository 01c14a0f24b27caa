#!/bin/sh
# Builds llama.cpp's own server from the sources inside the npm package node-llama-cpp, for ./mvnw -Ppeers verify.
# Usage: packaging/llama-server.sh DIR; the server is then DIR/build/bin/llama-server.
# Needs npm, git, cmake and a C++ compiler; about a quarter of an hour on two cores.
set -eu
mkdir -p "$1"
cd "$1"
if [ ! -d src ]; then
  npm pack --silent node-llama-cpp@3.22.1
  tar xzf node-llama-cpp-3.22.1.tgz package/llama/gitRelease.bundle
  git clone --quiet package/llama/gitRelease.bundle src
fi
cmake -S src -B build -DCMAKE_BUILD_TYPE=Release -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_APP=OFF \
  -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_OPENSSL=OFF -DBUILD_SHARED_LIBS=OFF
cmake --build build --parallel 2 --target llama-server
