# The command line of this checkout. Build: docker build -t postman-contract .
# Run, in the folder of your description: docker run --rm -v "$PWD":/project postman-contract run openapi.yaml
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY tests/tools/package.json tests/tools/
# No script of a dependency is run: esbuild, which has one, works without it.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
# The Postman CLI is a tool of the tests. Whoever wants it adds it to an image of their own.
RUN npm run build && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@postman/pm-bin-* node_modules/postman-contract-tools

FROM node:22-slim
COPY --from=build /app/package.json /app/
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
RUN ln -s /app/dist/cli/bin.js /usr/local/bin/postman-contract && chmod +x /app/dist/cli/bin.js
WORKDIR /project
USER node
ENTRYPOINT ["postman-contract"]
