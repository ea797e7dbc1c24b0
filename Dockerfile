# syntax=docker/dockerfile:1

# Everything it takes to build: all packages, the generated client, the bundle.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image is Node 24 already: the packages' install scripts have nothing to add.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npx prisma generate --no-hints \
  && npx graphql-codegen \
  && npx vite build --config web/vite.config.ts --logLevel warn
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund

# What runs: the server's sources as they are, the bundle and the packages it needs.
FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/server server
COPY --from=build /app/prisma prisma
COPY --from=build /app/package.json /app/LICENSE ./
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/readyz`).then(response => process.exit(response.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals must reach the server itself.
CMD ["node", "--max-semi-space-size=8", "server/main.ts"]
